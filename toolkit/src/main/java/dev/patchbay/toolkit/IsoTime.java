package dev.patchbay.toolkit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Times by ISO 8601. Most services write all of theirs in one form, to the second and in UTC; a record has several, and
 * the JDK's formatter needs longer for one of them than a page's parser for the whole record.
 */
final class IsoTime {
    private static final String FORM = "0000-00-00T00:00:00Z";

    private IsoTime() {}

    /** Empty if it is no time, or one that could be at several moments. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(isUsual(text) ? usual(text) : Instant.parse(text));
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }

    private static Instant usual(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        return Instant.ofEpochSecond(day * 86_400 + second);
    }

    /** In the usual form, with no leap second and not at 24 o'clock. */
    private static boolean isUsual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int at = 0; at < FORM.length(); at++) {
            char due = FORM.charAt(at);
            char is = text.charAt(at);
            if (due == '0' ? is < '0' || is > '9' : is != due) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }
}
