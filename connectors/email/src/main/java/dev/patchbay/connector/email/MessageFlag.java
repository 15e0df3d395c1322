package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import jakarta.mail.Flags;
import java.util.Locale;
import java.util.Map;

/** The names of flags: those that IMAP knows in lower case, others as they are. */
final class MessageFlag {
    private static final Map<Flags.Flag, String> NAMES = Map.of(
            Flags.Flag.SEEN, "seen",
            Flags.Flag.ANSWERED, "answered",
            Flags.Flag.FLAGGED, "flagged",
            Flags.Flag.DELETED, "deleted",
            Flags.Flag.DRAFT, "draft");

    private MessageFlag() {}

    /** Empty for a flag that only servers set. */
    static String nameOf(Flags.Flag flag) {
        return NAMES.getOrDefault(flag, "");
    }

    /**
     * As a command has it.
     *
     * @throws ConnectorException with INVALID_REQUEST if it is no name of a flag
     */
    static String atom(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (NAMES.containsValue(lower)) {
            return "\\" + lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
        }
        if (!name.matches("[A-Za-z0-9$_.-]{1,100}")) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'flag' is no flag; use seen, answered, flagged, deleted, draft, or a keyword of letters and digits");
        }
        return name;
    }
}
