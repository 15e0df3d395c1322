package dev.patchbay.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final List<String> KNOWN = List.of("start", "drop");

    @Test
    void meansAllMeasuresIfNoneIsNamed() {
        CommandLine line = CommandLine.parse(List.of(), KNOWN);

        assertEquals(KNOWN, line.measures());
        assertFalse(line.writes());
        assertEquals("benchmarks/run start", line.asTyped("start"));
    }

    @Test
    void takesMeasuresAndOptionsInAnyOrder() {
        CommandLine line = CommandLine.parse(List.of("drop", "--rounds", "3", "--write"), KNOWN);

        assertEquals(List.of("drop"), line.measures());
        assertTrue(line.writes());
        assertEquals("benchmarks/run --rounds 3 drop", line.asTyped("drop"));
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertEquals(
                "'stert' is no measure; choose of start, drop, with --rounds N (15) and --write",
                refusal("stert").getMessage());
        assertEquals(
                "'--rounds' is followed by 'many'; it takes a number from 1 to 9999",
                refusal("--rounds", "many").getMessage());
        assertEquals(
                "'--rounds' is followed by 'nothing'; it takes a number from 1 to 9999",
                refusal("--rounds").getMessage());
    }

    private static CommandLine.UsageException refusal(String... words) {
        return assertThrows(CommandLine.UsageException.class, () -> CommandLine.parse(List.of(words), KNOWN));
    }
}
