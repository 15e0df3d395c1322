package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Console;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verbs of bundles beside those of the runtime. */
class BroughtVerbsTest {
    private final Shell shell =
            new Shell(House.furnished()).with(Map.of("greet", new Greet("greet"), "list", new Greet("list")));

    @Test
    void runLikeAnyOther() {
        assertEquals("hello a b\n", shell.run("greet", "a", "b").out());
        assertEquals(2, shell.run("greet", "--loud").exitCode());
        assertTrue(shell.run("gret").err().contains("did you mean 'greet'"));
    }

    @Test
    void areInHelpAndCompletion() {
        assertTrue(shell.run("help").out().contains("Greets"));
        assertTrue(shell.run("help", "greet").out().startsWith("greet [NAME...]\n"));
        assertEquals(List.of("greet"), shell.complete("gr"));
        assertEquals(List.of("ada", "adam"), shell.complete("greet", "x", "ad"));
        assertEquals("greet", shell.verbs.names().get(shell.verbs.names().size() - 1));
    }

    @Test
    void takeThePlaceOfNoneOfTheRuntime() {
        assertFalse(shell.run("list").out().contains("hello"));
        assertTrue(shell.run("list").out().contains("jdbc~demo"));
    }

    private record Greet(String name) implements Verb {
        @Override
        public Manual manual() {
            return new Manual(name, "Greets", Syntax.none().repeated("NAME"), "Politely.");
        }

        @Override
        public void run(Arguments arguments, Console console) {
            console.out().print("hello " + String.join(" ", arguments.repeated()) + "\n");
        }

        @Override
        public Places places(Places usual, List<String> words) {
            return (place, before) -> Stream.of("ada", "adam", "eve");
        }
    }
}
