package dev.patchbay.connector.github;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an incremental pull has got: everything that changed before {@code since} was seen, and of what changed at that
 * second the ids in {@code seen}. GitHub counts in seconds, and many things can change in one.
 *
 * @param page of the list from {@code since} on, from 1; below 0 if that second fills more than a page and was read to its
 *     end, and its pages are looked through again from the last to the first
 * @param size of those pages, which must stay what it is while they are counted; 0 for whatever is asked for
 * @param tag of the answer that held nothing new, so that GitHub need not give it again; empty for none
 */
record Mark(String since, Set<String> seen, int page, int size, String tag) {
    // The ids are looked at on their own: there may be thousands, for which a pattern has no stack.
    private static final Pattern FORM =
            Pattern.compile("since:(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z)?;(-?[1-9]\\d{0,3})x(\\d{1,3})"
                    + ";([A-Za-z0-9_-]{0,400});([0-9,]*)");

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    /** Before everything. */
    static final Mark START = new Mark("", Set.of(), 1, 0, "");

    Mark {
        seen = Set.copyOf(seen);
    }

    /** Empty if the cursor is of something else. */
    static Optional<Mark> parse(String cursor) {
        Matcher parts = FORM.matcher(cursor);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String since =
                    parts.group(1) == null ? "" : Instant.parse(parts.group(1)).toString();
            Set<String> seen =
                    parts.group(5).isEmpty() ? Set.of() : Set.of(parts.group(5).split(",", -1));
            int page = Integer.parseInt(parts.group(2));
            int size = Integer.parseInt(parts.group(3));
            boolean sound = seen.stream().allMatch(each -> ID.matcher(each).matches())
                    && (page == 1 || size > 0 && !since.isEmpty());
            String tag = new String(Base64.getUrlDecoder().decode(parts.group(4)), StandardCharsets.UTF_8);
            return sound ? Optional.of(new Mark(since, seen, page, size, tag)) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException broken) {
            return Optional.empty();
        }
    }

    boolean hasSeen(String id, String changed) {
        return changed.equals(since) && seen.contains(id);
    }

    boolean isGoingBack() {
        return page < 0;
    }

    Mark withTag(String other) {
        return new Mark(since, seen, page, size, other);
    }

    @Override
    public String toString() {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(tag.getBytes(StandardCharsets.UTF_8));
        return "since:" + since + ";" + page + "x" + size + ";" + encoded + ";" + String.join(",", new TreeSet<>(seen));
    }
}
