package dev.patchbay.connector.github;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of a list, as GitHub counts them.
 *
 * @param size which must stay what it is while pages are counted
 */
record NumberedPage(int number, int size) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,2})");

    static NumberedPage first(int size) {
        return new NumberedPage(1, size);
    }

    /** Empty if the text is of something else. */
    static Optional<NumberedPage> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new NumberedPage(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    NumberedPage next() {
        return new NumberedPage(number + 1, size);
    }

    @Override
    public String toString() {
        return number + "x" + size;
    }
}
