package dev.patchbay.connector.github;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an incremental pull has got: everything that changed before {@code since} was seen, and of what changed at that
 * second the ids in {@code seen}. GitHub counts in seconds, and many things can change in one.
 *
 * @param page of the list from {@code since} on, from 1
 * @param tag of the answer that held nothing new, so that GitHub need not give it again; empty for none
 */
record Mark(String since, Set<String> seen, int page, String tag) {
    private static final Pattern FORM = Pattern.compile(
            "since:(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z)?;(\\d{1,4});([A-Za-z0-9_-]{0,400});((?:\\d{1,18},?)*)");

    /** Before everything. */
    static final Mark START = new Mark("", Set.of(), 1, "");

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
            String since = parts.group(1) == null ? "" : parts.group(1);
            Set<String> seen = parts.group(4).isEmpty()
                    ? Set.of()
                    : new LinkedHashSet<>(Arrays.asList(parts.group(4).split(",")));
            String tag = new String(Base64.getUrlDecoder().decode(parts.group(3)), StandardCharsets.UTF_8);
            return Optional.of(new Mark(since, seen, Math.max(1, Integer.parseInt(parts.group(2))), tag));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    boolean hasSeen(String id, String changed) {
        return changed.equals(since) && seen.contains(id);
    }

    Mark withTag(String other) {
        return new Mark(since, seen, page, other);
    }

    @Override
    public String toString() {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(tag.getBytes(StandardCharsets.UTF_8));
        return "since:" + since + ";" + page + ";" + encoded + ";" + String.join(",", new TreeSet<>(seen));
    }
}
