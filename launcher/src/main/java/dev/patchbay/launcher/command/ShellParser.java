package dev.patchbay.launcher.command;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Splits lines for the line editor as {@link LineWords} does, and quotes what it completes. */
final class ShellParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.COMPLETE) {
            String before = line.substring(0, cursor);
            return new Line(before, LineWords.split(before));
        }
        LineWords words = LineWords.split(line);
        if (context == ParseContext.ACCEPT_LINE && words.open() != 0) {
            throw new EOFError(-1, -1, "'" + words.open() + "' is not closed", String.valueOf(words.open()));
        }
        return new Line(line, words);
    }

    private record Line(String line, LineWords split) implements CompletingParsedLine {

        @Override
        public String word() {
            List<String> words = words();
            return words.get(words.size() - 1);
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return words().size() - 1;
        }

        @Override
        public List<String> words() {
            return split.toComplete(line);
        }

        @Override
        public int cursor() {
            return line.length();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return LineWords.quote(candidate.toString());
        }

        @Override
        public int rawWordCursor() {
            return line.length() - split.lastStart();
        }

        @Override
        public int rawWordLength() {
            return rawWordCursor();
        }
    }
}
