package dev.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code secret} in a process of its own, with a runtime and without one. */
class SecretCommandIT {
    private static final String CANARY = "canary-51c9e2";

    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void make() throws IOException {
        home = Files.createDirectories(directory.resolve("home"));
    }

    @Test
    void keepsListsAndRemovesWithoutARuntime() throws IOException {
        Command set = piped(CANARY + "\n", "secret", "--home", home.toString(), "set", "token", "--tenant", "acme");
        assertEquals(0, set.exitCode(), set::toString);
        assertEquals("'token' of the tenant 'acme' is kept; refer to it as $[keystore:token]\n", set.out());
        assertTrue(set.err().startsWith("made a password for the keystore, in '"), set::toString);

        Command list = Command.run("secret", "--home", home.toString(), "list");
        assertEquals("NAME   TENANT  KEPT IN\ntoken  acme    keystore\n", list.out(), list::toString);
        Command remove = Command.run("secret", "--home", home.toString(), "remove", "token", "--tenant", "acme");
        assertEquals(0, remove.exitCode(), remove::toString);
        assertTrue(
                Command.run("secret", "--home", home.toString(), "list").out().startsWith("there are no secrets"));
        assertFalse(isAnywhere(home));
    }

    @Test
    void saysThatThereIsNoHome() throws IOException {
        String none = directory.resolve("none").toString();
        Command refused = piped(CANARY, "secret", "--home", none, "set", "token");
        assertEquals("'" + none + "' is no home: there is no such folder; 'run' makes one\n", refused.err());
        assertFalse(Files.exists(directory.resolve("none")));
    }

    @Test
    void asksTheRuntimeThatRuns() throws IOException {
        try (Command run = Command.start("run", "--home", home.toString(), "--no-shell")) {
            while (run.process().isAlive() && !run.out().contains("ready in")) {
                Thread.onSpinWait();
            }
            Command set = piped(CANARY, "secret", "--home", home.toString(), "set", "token");
            assertEquals(0, set.exitCode(), set::toString);
            Command list = Command.run("secret", "--home", home.toString(), "list");
            assertTrue(list.out().startsWith("NAME   TENANT   KEPT IN   USED BY\n"), list::toString);
            assertEquals(0, Command.run("stop", "--home", home.toString()).exitCode());
            assertFalse((run.out() + run.err() + set.out() + set.err() + list.out()).contains(CANARY));
            assertFalse(isAnywhere(home));
        }
    }

    private static Command piped(String input, String... words) throws IOException {
        Command command = Command.start(words);
        try (OutputStream in = command.process().getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // It needs no input to see that it cannot do its work.
        }
        command.exitCode();
        return command;
    }

    private static boolean isAnywhere(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(SecretCommandIT::hasCanary);
        }
    }

    private static boolean hasCanary(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
