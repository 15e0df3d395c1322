package dev.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inspect} and {@code check} in a process of their own, where no runtime is. */
class DryCommandIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("patchbay.distribution"));

    @TempDir
    Path directory;

    @Test
    void inspectsTheConnectorThatIsShipped() {
        Command inspect = Command.run(
                "inspect",
                "--home",
                home(),
                DISTRIBUTION.resolve("deploy/patchbay-jdbc.jar").toString());

        assertEquals(0, inspect.exitCode(), inspect::toString);
        assertEquals("", inspect.err());
        assertTrue(inspect.out().contains("connector jdbc "), inspect::toString);
        assertTrue(inspect.out().matches("(?s).*can run +yes\n.*"), inspect::toString);
        assertFalse(Files.exists(directory.resolve("home")));
    }

    @Test
    void aFileThatCannotRunEndsWithOne() throws IOException {
        Path bundle = directory.resolve("lonely.jar");
        TestBundle.write(bundle, "org.example.lonely", "org.example.missing");

        Command inspect = Command.run("inspect", "--home", home(), bundle.toString());

        assertEquals(1, inspect.exitCode());
        assertTrue(inspect.out().contains("needs package org.example.missing"), inspect::toString);
    }

    @Test
    void wrongWordsEndWithTwo() {
        Command inspect = Command.run("inspect", "--home", home());

        assertEquals(2, inspect.exitCode());
        assertEquals("inspect: FILE is missing; write: inspect FILE\n", inspect.err());
    }

    @Test
    void checksTheHomeThatIsNamed() throws IOException {
        Path config = Files.createDirectories(directory.resolve("home/config"));
        assertEquals(0, Command.run("check", "--home", home()).exitCode());
        Files.writeString(config.resolve("connector.jdbc~x.cfg"), "url = jdbc:h2:mem:x\n");

        Command check = Command.run("check", "--home", home(), "--json");

        assertEquals(1, check.exitCode());
        assertEquals("", check.err());
        assertTrue(
                check.out()
                        .contains(
                                "\"message\":\"no connector of type 'jdbc' is installed; drop its JAR into deploy/\""),
                check::toString);
        assertFalse(Files.exists(directory.resolve("home/data")));
    }

    @Test
    void namesWhatIsWrongWithTheRuntimesOwnSettingsBesideAllElse() throws IOException {
        Path config = Files.createDirectories(directory.resolve("home/config"));
        Files.writeString(config.resolve("patchbay.cfg"), "trust.polcy = signed\n");
        Files.writeString(config.resolve("connector.jdbc~x.cfg"), "url = jdbc:h2:mem:x\n");

        Command check = Command.run("check", "--home", home());

        assertEquals(1, check.exitCode());
        assertTrue(check.out().contains("'trust.polcy' is no setting of the runtime; did you mean 'trust.policy'?"));
        assertTrue(check.out().contains("no connector of type 'jdbc' is installed"), check::toString);
    }

    @Test
    void saysThatThereIsNoHome() {
        Command check = Command.run("check", "--home", home());

        assertEquals(1, check.exitCode());
        assertTrue(check.out().startsWith("'" + home() + "' is no home: there is no such folder"), check::toString);
    }

    private String home() {
        return directory.resolve("home").toString();
    }
}
