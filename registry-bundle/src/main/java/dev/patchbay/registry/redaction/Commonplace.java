package dev.patchbay.registry.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values that stand in innocent texts as well: {@code true}, {@code 1234}, {@code postgres}. They are looked for only in
 * what is told of the instance that has them, and as words of their own: replaced everywhere, they would make texts
 * unreadable, and whoever guesses one could see that it is somebody's.
 */
final class Commonplace {
    /** Shorter ones are not looked for at all. */
    private static final int SHORTEST = 4;

    private static final int DISTINCTIVE_LENGTH = 12;
    private static final int KINDS = 3;

    private static final Pattern BLANK = Pattern.compile("\\s*");

    private Commonplace() {}

    /** Whether a value is worth looking for anywhere. */
    static boolean isSecret(String value) {
        return value.length() >= SHORTEST && !BLANK.matcher(value).matches();
    }

    /** Long, or of many kinds of characters: not in a text by chance, and not guessed. */
    static boolean isDistinctive(String value) {
        return value.length() >= DISTINCTIVE_LENGTH || value.length() >= SpellingTable.WINDOW && kinds(value) >= KINDS;
    }

    /** The text without the values; {@code values} are commonplace ones. */
    static String replace(String text, Set<String> values, String replacement) {
        if (values.isEmpty()) {
            return text;
        }
        List<String> spellings = new ArrayList<>();
        values.forEach(value -> spellings.addAll(Spellings.of(value)));
        spellings.removeIf(spelling -> spelling.length() < SHORTEST);
        spellings.sort(Comparator.comparingInt(String::length).reversed());
        String clean = text;
        for (String spelling : spellings) {
            clean = replaceWord(clean, spelling, replacement);
        }
        return clean;
    }

    private static String replaceWord(String text, String word, String replacement) {
        int at = text.indexOf(word);
        if (at < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        int copied = 0;
        for (; at >= 0; at = text.indexOf(word, at + 1)) {
            if (at >= copied && isWord(text, at, at + word.length())) {
                clean.append(text, copied, at).append(replacement);
                copied = at + word.length();
            }
        }
        return clean.append(text, copied, text.length()).toString();
    }

    private static boolean isWord(String text, int from, int to) {
        boolean begins = from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1));
        boolean ends = to == text.length() || !Character.isLetterOrDigit(text.charAt(to));
        return begins && ends;
    }

    private static int kinds(String value) {
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        boolean other = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            lower |= Character.isLowerCase(c);
            upper |= Character.isUpperCase(c);
            digit |= Character.isDigit(c);
            other |= !Character.isLetterOrDigit(c);
        }
        return (lower ? 1 : 0) + (upper ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
    }
}
