package dev.patchbay.connector.webhook;

import dev.patchbay.toolkit.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a list of changes in any order was read.
 *
 * @param since what the service is asked from, as it wrote it itself; empty for everything
 * @param seen the ids that had changed at that time and were given
 * @param place where the list goes on; empty at its beginning
 * @param horizon what changed after that is left for the next pull; empty at the beginning of a list
 * @param last the latest time of change that was given, {@code since} if there was none
 * @param lastSeen the ids that had changed at that time and were given
 */
record UnorderedMark(String since, Set<String> seen, String place, String horizon, String last, Set<String> lastSeen) {

    /** Before everything. */
    static final UnorderedMark START = at("", Set.of());

    UnorderedMark {
        seen = Set.copyOf(seen);
        lastSeen = Set.copyOf(lastSeen);
    }

    /** At the beginning of a list of what has changed since. */
    static UnorderedMark at(String since, Set<String> seen) {
        return new UnorderedMark(since, seen, "", "", since, seen);
    }

    /** Empty if the cursor is of something else. */
    static Optional<UnorderedMark> parse(String text) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (Json.read(json) instanceof List<?> parts && parts.size() == 6 && isInstant((String) parts.get(3))) {
                return Optional.of(new UnorderedMark(
                        (String) parts.get(0),
                        ids(parts.get(1)),
                        (String) parts.get(2),
                        (String) parts.get(3),
                        (String) parts.get(4),
                        ids(parts.get(5))));
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException broken) {
            // Told by the empty answer.
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        String json = Json.write(List.of(since, seen, place, horizon, last, lastSeen));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isInstant(String horizon) {
        try {
            return horizon.isEmpty() || Instant.parse(horizon) != null;
        } catch (DateTimeException broken) {
            return false;
        }
    }

    private static Set<String> ids(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
