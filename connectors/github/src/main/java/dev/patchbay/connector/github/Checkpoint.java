package dev.patchbay.connector.github;

import dev.patchbay.toolkit.changes.OrderedMark;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How far an incremental pull has got.
 *
 * @param tag of the answer that held nothing new, so that GitHub need not give it again; empty for none
 */
record Checkpoint(OrderedMark mark, String tag) {
    private static final String PREFIX = "since:";

    /** Before everything. */
    static final Checkpoint START = new Checkpoint(OrderedMark.START, "");

    /** Empty if the cursor is of something else. */
    static Optional<Checkpoint> parse(String cursor) {
        int end = cursor.indexOf(';');
        if (!cursor.startsWith(PREFIX) || end < 0) {
            return Optional.empty();
        }
        try {
            byte[] tag = Base64.getUrlDecoder().decode(cursor.substring(PREFIX.length(), end));
            return OrderedMark.parse(cursor.substring(end + 1))
                    .map(mark -> new Checkpoint(mark, new String(tag, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(tag.getBytes(StandardCharsets.US_ASCII));
        return PREFIX + encoded + ";" + mark;
    }
}
