package dev.patchbay.connector.webhook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on.
 *
 * <p>The size stays the one of the first page, whatever is asked for later: the number of a page means nothing without it.
 *
 * @param size how many records the service is asked for
 * @param skip how many of the service's page were given already, as it gives more than a caller wants
 * @param next as the paging has it; empty for the first page
 */
record Place(int size, int skip, String next) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\.(\\d{1,9})\\.(.*)", Pattern.DOTALL);

    static Place first(int size) {
        return new Place(size, 0, "");
    }

    /** Empty if the text is of something else. */
    static Optional<Place> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() && Integer.parseInt(parts.group(1)) > 0
                ? Optional.of(
                        new Place(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    Optional<String> cursor() {
        return next.isEmpty() ? Optional.empty() : Optional.of(next);
    }

    @Override
    public String toString() {
        return size + "." + skip + "." + next;
    }
}
