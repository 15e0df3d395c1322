package dev.patchbay.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("patchbay.distribution"));

    @TempDir
    Path directory;

    private Path home;
    private Command runtime;

    @BeforeEach
    void start() throws IOException {
        home = directory.toRealPath().resolve("home");
        Files.createDirectories(home.resolve("deploy"));
        // Something for the LogService to speak of.
        TestBundle.writeWithComponent(home.resolve("deploy/broken.jar"), "a.broken", "OSGI-INF/not.there.xml");
        runtime = ready(Command.start("run", "--home", home.toString(), "--no-shell"));
    }

    @AfterEach
    void kill() {
        runtime.close();
    }

    @Test
    void saysWhatIsThereWhenItIsReady() {
        String ready = runtime.out()
                .lines()
                .filter(line -> line.startsWith("ready in "))
                .findFirst()
                .orElseThrow();

        assertTrue(ready.matches("ready in [0-9]+[.][0-9] s, 0 types, 0 instances, home " + home), ready);
    }

    @Test
    void aSignalStopsItInOrder() {
        runtime.process().destroy();

        assertEquals(0, runtime.exitCode(), runtime::toString);
        assertTrue(Files.exists(home.resolve("data/cache.seal")));
        assertFalse(Files.exists(home.resolve("data/socket")));
    }

    @Test
    void stopReturnsWhenTheRuntimeHasGone() {
        Command stop = Command.run("stop", "--home", home.toString());

        assertEquals(0, stop.exitCode(), stop::toString);
        assertTrue(Files.exists(home.resolve("data/cache.seal")));
        assertEquals(0, runtime.exitCode(), runtime::toString);
        assertEquals(1, Command.run("stop", "--home", home.toString()).exitCode());
    }

    @Test
    void aSecondRuntimeOnTheSameHomeSaysSoAndExits() {
        Command second = Command.run("run", "--home", home.toString(), "--no-shell");

        assertEquals(1, second.exitCode());
        assertEquals(
                "'" + home + "' is in use by another runtime, process "
                        + runtime.process().pid() + "; stop that one or choose another home\n",
                second.err());
        assertEquals(0, Command.run("list", "--home", home.toString()).exitCode());
    }

    @Test
    void aRuntimeThatWasKilledLeavesAHomeThatStarts() {
        runtime.close();
        assertNotEquals(0, runtime.exitCode());

        Command gone = Command.run("list", "--home", home.toString());
        assertEquals(1, gone.exitCode());
        assertTrue(gone.err().startsWith("No runtime is running on '" + home + "'; start one with: "), gone.err());

        runtime = ready(Command.start("run", "--home", home.toString(), "--no-shell"));
        assertEquals(0, Command.run("list", "--home", home.toString()).exitCode());
    }

    @Test
    void wordsReachAVerbVerbatim() {
        for (String word : List.of("where=a>10", "[1.2,2)", "*", "$[x]", "a b", "ünï", "'\"\\")) {
            Command why = Command.run("why", "--home", home.toString(), word);

            assertTrue((why.out() + why.err()).contains("'" + word + "'"), why::toString);
            assertNotEquals(0, why.exitCode());
            assertEquals(1, why.err().lines().count(), why::toString);
        }
        assertFalse(Files.exists(home.resolve("10")));
    }

    @Test
    void execRunsALineOfGogo() {
        Command exec = Command.run("exec", "--home", home.toString(), "lb -s");

        assertEquals(0, exec.exitCode(), exec::toString);
        assertTrue(exec.out().contains("dev.patchbay.registry"), exec::toString);
    }

    @Test
    void aVerbThatFailsHasAnExitCodeAndOneSentence() {
        Command info = Command.run("info", "--home", home.toString(), "no~such");

        assertNotEquals(0, info.exitCode());
        assertEquals("", info.out());
        assertEquals(1, info.err().lines().count(), info::toString);
        assertEquals(2, Command.run("nonsense", "--home", home.toString()).exitCode());
    }

    @Test
    void devServesWhatWasBuiltUntilTheRuntimeStops() throws IOException {
        Path target = Files.createDirectories(directory.resolve("project/target"));
        String project = target.getParent().toString();
        try (Command dev = Command.start("dev", "--home", home.toString(), project)) {
            Files.copy(DISTRIBUTION.resolve("deploy/patchbay-jdbc.jar"), target.resolve("jdbc-1.0.0.jar"));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertTrue(dev.out().contains(" SERVING; no instance yet"), dev::toString));
            assertTrue(Files.exists(home.resolve("deploy/dev-jdbc.jar")));

            assertEquals(0, Command.run("stop", "--home", home.toString()).exitCode());
            dev.exitCode();
        }
        Command without = Command.run("dev", "--home", home.toString(), project);
        assertEquals(1, without.exitCode());
        assertTrue(
                without.err().startsWith("No runtime is running on '" + home + "'; start one with: "), without.err());
    }

    @Test
    void onlyTheOwnerReachesTheSocket() throws IOException {
        Path socket = Path.of(Files.readString(home.resolve("data/socket")).strip());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
    }

    @Test
    void whatBundlesLogIsInTheJsonFile() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertTrue(Files.readString(home.resolve("log/patchbay.json"))
                        .lines()
                        .anyMatch(line ->
                                line.startsWith("{") && line.contains("not.there") && line.contains("\"time\":\"20"))));
    }

    @Test
    void anUnwritableHomeEndsInOneSentence() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        Command refused = Command.run("run", "--home", file.resolve("home").toString(), "--no-shell");

        assertEquals(1, refused.exitCode());
        assertEquals(1, refused.err().lines().count(), refused::toString);
        assertTrue(refused.err().contains("cannot be used as a home"), refused::toString);
    }

    @Test
    void anUnusableCacheEndsInOneSentence() throws IOException {
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.createFile(other.resolve("data"));

        Command refused = Command.run("run", "--home", other.toString(), "--no-shell");

        assertEquals(1, refused.exitCode());
        assertEquals(1, refused.err().lines().count(), refused::toString);
    }

    @Test
    void tellsOfItselfWithoutARuntime() {
        String nowhere = directory.resolve("nowhere").toString();

        Command version = Command.run("version");
        assertEquals(0, version.exitCode());
        assertTrue(version.out().startsWith("patchbay 1."), version::toString);

        Command help = Command.run("help", "--home", nowhere);
        assertEquals(0, help.exitCode());
        assertTrue(help.out().contains("patchbay run"), help::toString);
        assertFalse(Files.exists(Path.of(nowhere)));
    }

    private static Command ready(Command command) {
        await().atMost(Duration.ofSeconds(60))
                .failFast(() -> !command.process().isAlive())
                .untilAsserted(() -> assertTrue(command.out().contains("ready in "), command::toString));
        return command;
    }
}
