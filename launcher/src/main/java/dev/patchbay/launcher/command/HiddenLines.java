package dev.patchbay.launcher.command;

import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Lines of the shell's terminal that are neither shown nor remembered, and in which no character means anything. */
final class HiddenLines implements HiddenValue.Terminal {
    private static final Character NOTHING = '\0';

    private final LineReader reader;

    HiddenLines(Terminal terminal) {
        Parser whole = (line, cursor, context) -> new Whole(line, cursor);
        // Of its own, and so is its history, which nobody sees.
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("patchbay")
                .parser(whole)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
    }

    @Override
    public Optional<String> ask(String prompt) {
        try {
            return Optional.of(reader.readLine(prompt, NOTHING));
        } catch (UserInterruptException | EndOfFileException e) {
            return Optional.empty();
        }
    }

    /** A line as one word. */
    private record Whole(String line, int cursor) implements CompletingParsedLine {

        @Override
        public String word() {
            return line;
        }

        @Override
        public int wordCursor() {
            return cursor;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(line);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return cursor;
        }

        @Override
        public int rawWordLength() {
            return line.length();
        }
    }
}
