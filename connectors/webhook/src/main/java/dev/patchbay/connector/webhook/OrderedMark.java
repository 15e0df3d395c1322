package dev.patchbay.connector.webhook;

import dev.patchbay.toolkit.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a list in the order of change was read.
 *
 * @param since what the service is asked from, as it wrote it itself; empty for everything
 * @param given what changed at that time and was given, by its id; and what changed later, by time and id
 * @param last the latest time of change that was given, {@code since} if there was none
 * @param lastGiven those of the ids that had changed at that last time
 * @param places the pages of what has changed since, up to the one that is next; empty if that is the first
 * @param way whether these pages are turned, or read again from the last to the first
 */
record OrderedMark(String since, Set<String> given, String last, Set<String> lastGiven, List<String> places, Way way) {

    /** Where a reader of several pages goes. */
    enum Way {
        ON,
        BACK,
        /** Behind the last of the pages there was nothing. */
        BACK_FROM_END
    }

    /** Before everything. */
    static final OrderedMark START = at("", Set.of());

    OrderedMark {
        given = Set.copyOf(given);
        lastGiven = Set.copyOf(lastGiven);
        places = List.copyOf(places);
    }

    /** At the beginning of a list of what has changed since. */
    static OrderedMark at(String since, Set<String> given) {
        return new OrderedMark(since, given, since, given, List.of(), Way.ON);
    }

    /** Empty if the cursor is of something else. */
    static Optional<OrderedMark> parse(String text) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (Json.read(json) instanceof List<?> parts && parts.size() == 6) {
                return Optional.of(new OrderedMark(
                        (String) parts.get(0),
                        new HashSet<>(texts(parts.get(1))),
                        (String) parts.get(2),
                        new HashSet<>(texts(parts.get(3))),
                        texts(parts.get(4)),
                        Way.valueOf((String) parts.get(5))));
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException broken) {
            // Told by the empty answer.
        }
        return Optional.empty();
    }

    /** Whether this is the first page, which one answer holds as a whole. */
    boolean isFirstPage() {
        return places.size() <= 1 && way == Way.ON;
    }

    boolean isBack() {
        return way != Way.ON;
    }

    /** The page that is next; empty for the first. */
    Optional<String> place() {
        return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
    }

    /** The pages up to another one. */
    List<String> through(String first, String next) {
        List<String> all = new ArrayList<>(places.isEmpty() ? List.of(first) : places);
        all.add(next);
        return all;
    }

    /** The pages without the one that was next. */
    List<String> before() {
        return places.subList(0, Math.max(0, places.size() - 1));
    }

    @Override
    public String toString() {
        String json = Json.write(List.of(since, given, last, lastGiven, places, way.name()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).collect(Collectors.toList());
    }
}
