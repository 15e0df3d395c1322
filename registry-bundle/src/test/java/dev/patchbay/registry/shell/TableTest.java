package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsWideAndCombiningCharacters() {
        Table table = new Table("A", "B").row("日本", "x").row("e\u0301e", "y");
        assertEquals("A     B\n日本  x\ne\u0301e    y\n", table.text());
    }

    @Test
    void wrapsTheLastColumnBetweenWords() {
        Table table = new Table("ID", "REASON").row("a", "the quick brown fox jumps over the lazy dog");
        assertEquals(
                List.of("ID  REASON", "a   the quick brown fox jumps", "    over the lazy dog"), printed(table, 30));
    }

    @Test
    void cutsWhatDoesNotFitIntoThreeLines() {
        List<String> lines = printed(new Table().row("a", "word ".repeat(100)), 30);
        assertEquals(3, lines.size());
        assertTrue(lines.get(2).endsWith("…"), lines.get(2));
        assertTrue(lines.stream().allMatch(each -> each.length() <= 30));
    }

    @Test
    void breaksAWordThatIsWiderThanItsColumn() {
        assertEquals(
                List.of("a  " + "x".repeat(27), "   " + "x".repeat(13)),
                printed(new Table().row("a", "x".repeat(40)), 30));
    }

    @Test
    void cutsOtherColumnsIfTheLastCannotGiveMore() {
        List<String> lines = printed(new Table().row("i".repeat(60), "reason of some length is here"), 50);
        assertTrue(lines.get(0).startsWith("i".repeat(35) + "…  reason"), lines.get(0));
        assertTrue(lines.stream().allMatch(each -> each.length() <= 50));
    }

    @Test
    void keepsTheFirstColumnWholeWhileAnotherCanGive() {
        List<String> lines = printed(
                new Table().row("breaker.failure.threshold", "integer, from 1 to 100", "Failures in a row"), 60);
        assertTrue(lines.get(0).startsWith("breaker.failure.threshold  integer"), lines.get(0));
        assertTrue(lines.stream().allMatch(each -> each.length() <= 60));
    }

    @Test
    void neverEndsOnATerminalTooNarrowForAnything() {
        assertTrue(printed(new Table().row("abcdefghijkl", "", "日本日本"), 1).size() >= 1);
    }

    @Test
    void printsNothingForNoRows() {
        assertEquals("", new Table().text());
        assertEquals(List.of(), printed(new Table(), 80));
    }

    private static List<String> printed(Table table, int columns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = Console.builder(Shell.printing(out), Shell.printing(new ByteArrayOutputStream()))
                .terminal(columns)
                .build();
        table.print(console);
        console.out().flush();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
