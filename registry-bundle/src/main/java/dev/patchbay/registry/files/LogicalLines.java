package dev.patchbay.registry.files;

import java.util.ArrayList;
import java.util.List;

/** Splits a .cfg text where java.util.Properties would: a line that ends in a backslash goes on in the next one. */
final class LogicalLines {
    private LogicalLines() {}

    /**
     * A line that holds, or should hold, a key and a value.
     *
     * @param number the number, from 1, of the first line of the file that it takes
     * @param text with the breaks between the lines that it takes
     * @param open whether it ends in a backslash and nothing follows
     */
    record Line(int number, String text, boolean open) {}

    /** Without those that are blank or comments. */
    static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        String[] natural = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < natural.length; i++) {
            if (isBlankOrComment(natural[i])) {
                continue;
            }
            int first = i;
            StringBuilder logical = new StringBuilder(natural[i]);
            boolean goesOn = goesOn(natural[i]);
            while (goesOn && i + 1 < natural.length) {
                i++;
                logical.append('\n').append(natural[i]);
                goesOn = goesOn(natural[i]);
            }
            // The text behind the last line break is no line of its own, if it is empty.
            boolean open = goesOn || i == natural.length - 1 && i > first && natural[i].isEmpty();
            lines.add(new Line(first + 1, logical.toString(), open));
        }
        return lines;
    }

    private static boolean isBlankOrComment(String line) {
        String text = line.stripLeading();
        return text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == '!';
    }

    private static boolean goesOn(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
