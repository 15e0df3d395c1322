package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineWordsTest {

    @Test
    void blanksPartWords() {
        assertEquals(List.of("a", "b", "c"), words("  a b\t c  "));
    }

    @Test
    void quotesHoldBlanksAndEachOther() {
        assertEquals(List.of("a b", "it's", "say \"x\"", ""), words("'a b' \"it's\" 'say \"x\"' ''"));
    }

    @Test
    void partsOfOneWordMayBeQuotedDifferently() {
        assertEquals(List.of("where=a b'c"), words("where='a b'\\'\"c\""));
    }

    @Test
    void backslashIsPlainInSingleQuotesOnly() {
        assertEquals(List.of("a\\b", "a b", "\"", "x"), words("'a\\b' a\\ b \"\\\"\" \\x"));
    }

    @Test
    void noOtherCharacterHasAMeaning() {
        String line = "pull a~b where=a>10 [1.2,2) * $[x] ${y} a|b; # c &";

        assertEquals(List.of(line.split(" ")), words(line));
    }

    @Test
    void tellsWhichQuoteIsOpen() {
        assertEquals('\'', LineWords.split("a 'b").open());
        assertEquals('"', LineWords.split("a \"b").open());
        assertEquals('\\', LineWords.split("a b\\").open());
        assertEquals(0, LineWords.split("a 'b'").open());
    }

    @Test
    void tellsWhereTheLastWordBegins() {
        assertEquals(2, LineWords.split("a 'b c").lastStart());
        assertEquals(2, LineWords.split("a ").lastStart());
        assertEquals(List.of("a", ""), LineWords.split("a ").toComplete("a "));
        assertEquals(List.of("a", "b"), LineWords.split("a b").toComplete("a b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "", "a b", "it's", "\"", "\\", "$[x]", "a>10", "ü\n", "'", "''"})
    void splittingGivesBackWhatWasQuoted(String word) {
        assertEquals(List.of(word), words(LineWords.quote(word)));
    }

    @Test
    void quotesNothingThatNeedsNoQuotes() {
        assertEquals("github~europe@acme", LineWords.quote("github~europe@acme"));
        assertEquals("[1.2,2)", LineWords.quote("[1.2,2)"));
    }

    private static List<String> words(String line) {
        return LineWords.split(line).words();
    }
}
