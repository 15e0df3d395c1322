package dev.patchbay.launcher.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the shell, split as a POSIX shell splits it and nothing more: blanks part words, single and double quotes
 * hold everything up to their like, a backslash outside single quotes holds the next character. No other character has
 * a meaning, so that {@code where=a>10} and {@code [1.2,2)} reach the verb as they are typed.
 *
 * @param words without their quotes
 * @param lastStart where the last word begins in the line; the end of the line if a blank follows the last word
 * @param open the quote or backslash that waits for its other half; 0 if there is none
 */
record LineWords(List<String> words, int lastStart, char open) {
    /** What needs no quotes, besides letters and digits. */
    private static final String PLAIN = "_-.,:/@~+=%^[]{}()<>*?!&|;#$";

    static LineWords split(String line) {
        return new Splitter().split(line);
    }

    /** The words up to the end of the line, the last one empty if none was begun there. */
    List<String> toComplete(String line) {
        List<String> all = new ArrayList<>(words);
        if (lastStart == line.length()) {
            all.add("");
        }
        return all;
    }

    /** The word in such quotes that splitting gives it back. */
    static String quote(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static final class Splitter {
        private static final int NONE = -1;

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private int start = NONE;
        private char quote;
        private boolean escaped;

        LineWords split(String line) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (!escaped && quote == 0 && Character.isWhitespace(c)) {
                    finishWord();
                } else {
                    start = start == NONE ? i : start;
                    take(c);
                }
            }
            int lastStart = start == NONE ? line.length() : start;
            finishWord();
            return new LineWords(List.copyOf(words), lastStart, escaped ? '\\' : quote);
        }

        private void take(char c) {
            if (escaped) {
                word.append(c);
                escaped = false;
            } else if (c == '\\' && quote != '\'') {
                escaped = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else {
                word.append(c);
            }
        }

        private void finishWord() {
            if (start != NONE) {
                words.add(word.toString());
                word.setLength(0);
                start = NONE;
            }
        }
    }
}
