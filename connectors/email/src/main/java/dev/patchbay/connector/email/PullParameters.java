package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a pull of messages.
 *
 * @param since when a message must have come at the earliest
 * @param unseen only those that nobody has read
 * @param bodies false for the headers alone
 */
record PullParameters(String folder, Optional<Instant> since, boolean unseen, boolean bodies) {
    private static final Set<String> KNOWN = Set.of("folder", "since", "unseen", "bodies");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);

    /** @throws ConnectorException with INVALID_REQUEST if a parameter is wrong */
    static PullParameters of(PullRequest request, String folder) {
        Map<String, String> given = request.parameters();
        for (String name : given.keySet()) {
            if (!KNOWN.contains(name)) {
                throw invalid(
                        "'" + name + "' is no parameter of a pull of messages; use folder, since, unseen or bodies");
            }
        }
        return new PullParameters(
                given.getOrDefault("folder", folder),
                Optional.ofNullable(given.get("since")).map(PullParameters::instant),
                flag(given, "unseen", false),
                flag(given, "bodies", true));
    }

    /** What a cursor belongs to: bodies may be taken or left on any page. */
    String identity() {
        return folder + "/" + since.map(Instant::toString).orElse("") + "/" + unseen;
    }

    /** For UID SEARCH, with a blank before it. Servers know days only, in zones of their own: a day more is asked for. */
    String criteria() {
        return (unseen ? " UNSEEN" : "")
                + since.map(each -> " SINCE "
                                + DAY.format(each.atOffset(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .minusDays(1)))
                        .orElse("");
    }

    private static Instant instant(String text) {
        try {
            return text.trim().length() > 10
                    ? OffsetDateTime.parse(text.trim()).toInstant()
                    : LocalDate.parse(text.trim()).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw invalid("'since' is '" + text + "'; write a day or a time, as in 2018-02-07 or 2018-02-07T13:45:00Z");
        }
    }

    private static boolean flag(Map<String, String> given, String name, boolean otherwise) {
        String text = given.get(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw invalid("'" + name + "' is '" + text + "'; write true or false");
        }
        return text == null ? otherwise : Boolean.parseBoolean(text);
    }

    private static ConnectorException invalid(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, sentence);
    }
}
