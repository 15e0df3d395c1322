package dev.patchbay.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive, with the start script that looks for it. */
class ClassDataIT {
    private static final Path SCRIPT = Path.of(System.getProperty("patchbay.distribution"), "bin", "patchbay");
    private static final String AT_ONCE = "-Dpatchbay.archive.delay=0";
    private static final String MADE = "made the class-data archive";

    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void chooseAHome() throws IOException {
        home = directory.toRealPath().resolve("my home");
    }

    @Test
    void isMadeOnceAndServesTheNextStart() throws IOException {
        try (Command first = ready(Map.of("JAVA_OPTS", AT_ONCE))) {
            await().atMost(Duration.ofSeconds(90)).until(() -> first.err().contains(MADE));
            stop(first);
        }
        Path archive = archive().orElseThrow();
        assertEquals(Optional.empty(), work());

        Path loaded = directory.resolve("loaded");
        try (Command second = ready(Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + loaded))) {
            stop(second);
            assertEquals("", warnings(second));
        }
        // Where a blank stands in the path of the distribution, a JVM of 17 takes only its own classes out of it.
        boolean whole = Runtime.version().feature() > 17
                || !System.getProperty("patchbay.distribution").contains(" ");
        assertTrue(Files.readString(loaded)
                .contains((whole ? "dev.patchbay.launcher.Patchbay" : "") + " source: shared objects file (top)"));
        assertEquals(Optional.of(archive), archive());
    }

    @Test
    void oneThatWasCutOffIsNotUsed() throws IOException {
        Path forged = forge();
        Files.writeString(forged, "cut off");

        try (Command start = ready(Map.of())) {
            stop(start);
            assertEquals("", warnings(start));
        }
    }

    @Test
    void oneThatIsNoneDoesNoHarmAndIsReplaced() throws IOException {
        Path forged = forge();

        try (Command start = ready(Map.of("JAVA_OPTS", AT_ONCE))) {
            await().atMost(Duration.ofSeconds(90)).until(() -> start.err().contains(MADE));
            stop(start);
            assertEquals("", warnings(start));
        }
        assertFalse(Files.exists(forged));
        assertTrue(archive().isPresent());
    }

    @Test
    void isNotMadeIfItIsSwitchedOff() {
        try (Command start = ready(Map.of("PATCHBAY_CDS", "off", "JAVA_OPTS", AT_ONCE))) {
            assertFalse(start.process().info().commandLine().orElse("").contains("patchbay.archive="));
            stop(start);
        }
        assertFalse(Files.exists(home.resolve("data/cds")));
    }

    @Test
    void whatIsHalfMadeGoesWithTheRuntime() {
        try (Command start = ready(Map.of("JAVA_OPTS", AT_ONCE))) {
            ProcessHandle training = training(start);

            stop(start);

            assertFalse(training.isAlive());
            assertEquals(Optional.empty(), work());
        }
    }

    @Test
    void aRuntimeThatIsKilledTakesItsTrainingWithIt() {
        try (Command start = ready(Map.of("JAVA_OPTS", AT_ONCE))) {
            ProcessHandle training = training(start);

            start.process().destroyForcibly();

            await().atMost(Duration.ofSeconds(60)).until(() -> !training.isAlive());
        }
        assertFalse(archive().isPresent());
    }

    @Test
    void whatCannotBeMadeIsToldAndHarmsNothing() throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.createFile(home.resolve("data/cds"));

        try (Command start = ready(Map.of("JAVA_OPTS", AT_ONCE))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> start.err().contains("no class-data archive was made"));
            stop(start);
        }
    }

    /** A file under the name of an archive, of the size that its name says. */
    private Path forge() throws IOException {
        Path cds = Files.createDirectories(home.resolve("data/cds"));
        String build =
                Files.readString(SCRIPT.resolve("../../lib/build").normalize()).strip();
        byte[] junk = new byte[100_000];
        return Files.write(
                cds.resolve("run-" + System.getProperty("java.version") + "-" + build + "." + junk.length + ".jsa"),
                junk);
    }

    private Command ready(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(
                Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", System.getenv("PATH"), "LC_ALL", "C"));
        environment.putAll(more);
        Command command =
                Command.script(SCRIPT, directory, environment, "run", "--no-shell", "--home", home.toString());
        await().atMost(Duration.ofSeconds(60))
                .failFast(() -> !command.process().isAlive())
                .untilAsserted(() -> assertTrue(command.out().contains("ready in "), command::toString));
        return command;
    }

    private static void stop(Command command) {
        // Not by the process itself, which would close its streams as well.
        command.process().toHandle().destroy();
        assertEquals(0, command.exitCode(), command::toString);
    }

    private static ProcessHandle training(Command runtime) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> runtime.process().children().findAny(), Optional::isPresent)
                .orElseThrow();
    }

    /** What is on the error stream besides what went well. */
    private static String warnings(Command command) {
        List<String> lines = command.err()
                .lines()
                .filter(line -> !line.contains(" INFO "))
                .filter(line -> !line.startsWith("3 records; "))
                .toList();
        return String.join("\n", lines);
    }

    private Optional<Path> work() {
        return in("work");
    }

    private Optional<Path> archive() {
        return in(".jsa");
    }

    private Optional<Path> in(String ending) {
        if (Files.notExists(home.resolve("data/cds"))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(home.resolve("data/cds"))) {
            return files.filter(file -> file.toString().endsWith(ending)).findAny();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
