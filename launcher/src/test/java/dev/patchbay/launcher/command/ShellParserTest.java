package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class ShellParserTest {
    private final ShellParser parser = new ShellParser();

    @Test
    void completesTheWordBeforeTheCursorWithItsQuotes() {
        String line = "pull 'my inst ance";
        CompletingParsedLine parsed =
                (CompletingParsedLine) parser.parse(line, "pull 'my in".length(), ParseContext.COMPLETE);

        assertEquals(List.of("pull", "my in"), parsed.words());
        assertEquals("my in", parsed.word());
        assertEquals("'my in".length(), parsed.rawWordLength());
        assertEquals("'my instance'", parsed.escape("my instance", true));
    }

    @Test
    void completesANewWordAfterABlank() {
        assertEquals(
                List.of("pull", ""),
                parser.parse("pull ", 5, ParseContext.COMPLETE).words());
    }

    @Test
    void asksForAnotherLineWhileAQuoteIsOpen() {
        assertThrows(EOFError.class, () -> parser.parse("why 'a", 6, ParseContext.ACCEPT_LINE));
    }
}
