package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final Path HERE = Path.of("/here");

    @Test
    void takesTheHomeBeforeTheVerb() {
        CommandLine line = parse("--home", "/x", "list", "--json");

        assertEquals(Path.of("/x"), line.home());
        assertEquals(List.of("list", "--json"), line.words());
    }

    @Test
    void takesTheHomeDirectlyAfterTheVerb() {
        CommandLine line = parse("list", "--home=x/../y", "--json");

        assertEquals(Path.of("/here/y"), line.home());
        assertEquals(List.of("list", "--json"), line.words());
    }

    @Test
    void leavesTheHomeToTheVerbAnywhereElse() {
        CommandLine line = parse("invoke", "a~b", "op", "--home", "/x");

        assertEquals(Path.of("/here/home"), line.home());
        assertEquals(List.of("invoke", "a~b", "op", "--home", "/x"), line.words());
    }

    @Test
    void takesTheHomeOfTheEnvironmentIfNoneIsNamed() {
        Map<String, String> environment = Map.of("PATCHBAY_HOME", "/env");

        assertEquals(
                Path.of("/env"),
                CommandLine.parse(List.of("list"), environment, HERE).home());
        assertEquals(
                Path.of("/x"),
                CommandLine.parse(List.of("list", "--home", "/x"), environment, HERE)
                        .home());
    }

    @Test
    void keepsEveryWordAsItIs() {
        List<String> words = List.of("pull", "a", "b", "where=a>10", "[1.2,2)", "*", "$[x]", "", " ", "ü\n\"'\\");

        assertEquals(words, CommandLine.parse(words, Map.of(), HERE).words());
    }

    @Test
    void refusesAHomeWithoutADirectory() {
        UsageException refusal = assertThrows(UsageException.class, () -> parse("list", "--home"));

        assertEquals("'--home' names no directory; write --home DIR", refusal.getMessage());
    }

    @Test
    void runGivesAShellUnlessToldNotTo() {
        assertTrue(parse("run").wantsShell());
        assertFalse(parse("run", "--no-shell").wantsShell());
        assertFalse(parse("run", "--home", "/x", "--no-shell").wantsShell());
        assertFalse(parse("run", "--no-shell", "--home", "/x").wantsShell());
        assertEquals(Path.of("/x"), parse("run", "--no-shell", "--home", "/x").home());
    }

    @Test
    void refusesWhatRunDoesNotKnow() {
        assertThrows(UsageException.class, () -> parse("run", "--noshell").wantsShell());
    }

    @Test
    void helpsIfNoVerbIsTyped() {
        assertEquals("help", parse().verb());
    }

    private static CommandLine parse(String... arguments) {
        return CommandLine.parse(List.of(arguments), Map.of(), HERE);
    }
}
