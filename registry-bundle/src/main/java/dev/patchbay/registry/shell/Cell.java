package dev.patchbay.registry.shell;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One line of text as a terminal shows it: control characters, which could move the cursor or hide text, are blanks, and
 * wide characters count two columns.
 */
final class Cell {
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    /** Also the marks that turn the direction of writing; not the joiners that some scripts need. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\u200c\\u200d]]");

    private final String text;
    private final int width;

    private Cell(String text) {
        this.text = text;
        this.width = text.codePoints().map(Cell::columns).sum();
    }

    static Cell of(String text) {
        return new Cell(oneLine(text));
    }

    /** The text without line breaks and other control characters. */
    static String oneLine(String text) {
        String line = LINE_BREAK.matcher(text.strip()).replaceAll(" ");
        return CONTROL.matcher(line).replaceAll(" ");
    }

    int width() {
        return width;
    }

    /** At most so many columns, the last of them an ellipsis if something was left out. */
    String cut(int columns) {
        return width <= columns ? text : head(text, columns - 1) + "…";
    }

    /** With blanks after it up to a width. */
    String padded(int columns) {
        Cell shown = width <= columns ? this : new Cell(cut(columns));
        return shown.text + " ".repeat(columns - shown.width);
    }

    /** In lines of at most so many columns, broken between words; what does not fit into the last line is cut. */
    List<String> wrapped(int columns, int mostLines) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (new Cell(rest).width > columns && lines.size() < mostLines - 1) {
            String line = head(rest, columns);
            int blank = rest.startsWith(" ", line.length()) ? line.length() : line.lastIndexOf(' ');
            int end = blank > 0 ? blank : line.length();
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(new Cell(rest).cut(columns));
        return lines;
    }

    @Override
    public String toString() {
        return text;
    }

    /** The longest start that fits, at least one character, never half of one. */
    private static String head(String text, int columns) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = characters.next();
        int used = new Cell(text.substring(0, end)).width;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            used += new Cell(text.substring(end, next)).width;
            if (used > columns) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int columns(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** The blocks that Unicode calls wide, roughly: CJK, Hangul, full-width forms, emoji. */
    private static boolean isWide(int character) {
        return character >= 0x1100 && character <= 0x115f
                || character >= 0x2e80 && character <= 0xa4cf
                || character >= 0xac00 && character <= 0xd7a3
                || character >= 0xf900 && character <= 0xfaff
                || character >= 0xfe30 && character <= 0xfe6f
                || character >= 0xff00 && character <= 0xff60
                || character >= 0x1f300 && character <= 0x1faff
                || character >= 0x20000 && character <= 0x3fffd;
    }
}
