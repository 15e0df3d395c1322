package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.shell.Shell.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpAndErrorsTest {
    private final Shell shell = new Shell(House.furnished());

    @Test
    void namesTheVerbsInTheOrderOfHelp() {
        assertEquals(
                List.of(
                        "types",
                        "jars",
                        "list",
                        "info",
                        "health",
                        "why",
                        "schema",
                        "config",
                        "template",
                        "export",
                        "pull",
                        "push",
                        "invoke",
                        "enable",
                        "disable",
                        "breaker",
                        "tenant",
                        "secret",
                        "inspect",
                        "check",
                        "dev",
                        "exec",
                        "help"),
                shell.verbs.names());
        List<String> lines = shell.run("help").lines();
        assertEquals("types     Lists the installed connector types and their versions", lines.get(0));
        assertEquals(
                shell.verbs.names(),
                lines.stream()
                        .limit(shell.verbs.names().size())
                        .map(each -> each.split(" ")[0])
                        .toList());
        assertEquals(shell.run("help").out(), shell.run("--help").out());
        assertEquals(
                shell.verbs.names().size(), shell.run("help", "--json").json().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "types",
                "list",
                "info",
                "health",
                "why",
                "schema",
                "config",
                "template",
                "export",
                "pull",
                "push",
                "invoke",
                "enable",
                "disable",
                "secret",
                "inspect",
                "check",
                "dev",
                "exec",
                "help"
            })
    void explainsEveryVerbInThreeWays(String verb) {
        Outcome help = shell.run("help", verb);
        assertEquals(0, help.exitCode());
        assertTrue(help.out().startsWith(verb), help.out());
        assertTrue(
                help.out().contains("\n  " + verb) || help.out().contains("| " + verb),
                "has an example: " + help.out());
        assertTrue(help.out().contains("--json"), help.out());
        assertEquals(help.out(), shell.run(verb, "--help").out());
        assertEquals(help.out(), shell.run(verb, "-h").out());
        assertEquals(
                verb, shell.run(verb, "--help", "--json").json().get("name").asString());
        for (String line : help.lines()) {
            assertTrue(line.length() <= 120, line);
        }
    }

    @Test
    void namesTheVerbThatWasMeant() {
        Outcome outcome = shell.run("lsit");
        assertEquals(2, outcome.exitCode());
        assertEquals("there is no verb 'lsit'; did you mean 'list'?\n", outcome.err());
        assertEquals(
                "there is no verb 'frobnicate'; 'help' lists those that are\n",
                shell.run("frobnicate").err());
        assertTrue(shell.run("help", "pul").err().contains("did you mean 'pull'?"));
        assertEquals(2, shell.run().exitCode());
        assertEquals(2, shell.run("").exitCode());
    }

    @Test
    void namesTheOptionThatWasMeant() {
        assertEquals(
                "health: there is no option '--al'; did you mean '--all'?; write: health [ID] [--tenant TENANT] [--all]\n",
                shell.run("health", "--al").err());
        assertEquals(2, shell.run("list", "-x").exitCode());
    }

    @Test
    void saysWhichWordsAreMissingOrTooMany() {
        assertEquals("info: ID is missing; write: info ID\n", shell.run("info").err());
        assertEquals(
                "info: 'b' is one word too many; write: info ID\n",
                shell.run("info", "a", "b").err());
        assertTrue(shell.run("list", "--type").err().contains("--type needs a value"));
        assertTrue(shell.run("list", "--json=1").err().contains("--json takes no value"));
        assertTrue(shell.run("list", "--state", "ACTVE").err().contains("did you mean 'ACTIVE'?"));
        assertEquals(2, shell.run("info", "--json").exitCode());
        assertTrue(shell.run("info", "--json").error().get("error").asString().contains("ID is missing"));
    }

    @Test
    void takesEveryWordAfterTwoDashesForAnOperand() {
        assertTrue(shell.run("why", "--", "--json").err().contains("'--json'"));
    }

    @Test
    void makesOneSentenceOfAnUnexpectedFault() {
        MemoryRegistry registry = House.furnished();
        registry.calls("mail").invoking = (operation, arguments) -> {
            throw new IllegalStateException("first line\nsecond line");
        };
        Outcome outcome = new Shell(registry).run("invoke", "mail", "send");
        assertEquals(1, outcome.exitCode());
        assertEquals("invoke failed: first line second line; the log tells more\n", outcome.err());
        registry.calls("mail").invoking = (operation, arguments) -> {
            throw new NoClassDefFoundError();
        };
        assertEquals(
                "invoke failed: NoClassDefFoundError; the log tells more\n",
                new Shell(registry).run("invoke", "mail", "send").err());
    }

    @Test
    void failsIfItsOutputDidNotArrive() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(1, shell.verbs.run(List.of("list"), shell.console(full, Shell.printing(err))));
        assertEquals("the output was closed before everything was written\n", err.toString());
    }

    @Test
    void printsNoStackTrace() {
        for (List<String> words : List.of(List.of("lsit"), List.of("info", "x"), List.of("pull", "mail", "x", "y"))) {
            Outcome outcome = shell.run(words.toArray(String[]::new));
            assertEquals(1, outcome.err().lines().count());
            assertFalse(outcome.err().contains("Exception"), outcome.err());
        }
    }
}
