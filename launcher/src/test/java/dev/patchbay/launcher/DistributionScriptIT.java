package dev.patchbay.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code bin/patchbay} of a distribution that was put somewhere. */
class DistributionScriptIT {
    private static final Path BUILT = Path.of(System.getProperty("patchbay.distribution"));

    @TempDir
    Path directory;

    private Path distribution;
    private Path elsewhere;

    @BeforeEach
    void putItSomewhere() throws IOException {
        distribution = Files.createDirectories(directory.toRealPath().resolve("opt/patch bay"));
        elsewhere = Files.createDirectories(directory.toRealPath().resolve("else where"));
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.toList()) {
                Path copy = distribution.resolve(BUILT.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Test
    void itsHomeLiesBesideBin() {
        try (Command runtime = script(distribution.resolve("bin/patchbay"), Map.of(), "run", "--no-shell")) {
            stopWhenReady(runtime);
            assertTrue(
                    runtime.out().contains("made the home '" + distribution.resolve("home") + "'"), runtime::toString);
        }
    }

    @Test
    void theEnvironmentNamesAnotherHome() {
        try (Command runtime =
                script(distribution.resolve("bin/patchbay"), Map.of("PATCHBAY_HOME", "a home"), "run", "--no-shell")) {
            stopWhenReady(runtime);
            assertTrue(
                    runtime.out().contains("made the home '" + elsewhere.resolve("a home") + "'"), runtime::toString);
        }
        assertFalse(Files.exists(distribution.resolve("home")));
    }

    @Test
    void whatIsLookedAtWithoutARuntimeUsesTheDirectoryForTemporaryFilesThatIsNamed() throws IOException {
        Path named = elsewhere.resolve("scratch");
        Map<String, String> environment = Map.of("TMPDIR", named.toString(), "PATCHBAY_HOME", elsewhere.toString());
        Path script = distribution.resolve("bin/patchbay");

        try (Command check = script(script, environment, "check")) {
            assertEquals(1, check.exitCode(), check::toString);
            assertTrue(check.err().startsWith("'" + named + "' cannot be used for temporary files: "), check::toString);
            assertTrue(check.err().endsWith("or name another directory in TMPDIR\n"), check::toString);
        }
        Files.createDirectory(named);
        try (Command check = script(script, environment, "check")) {
            check.exitCode();
            assertFalse(check.err().contains("temporary"), check::toString);
        }
    }

    @Test
    void isFoundThroughLinks() throws IOException {
        Path folder = Files.createSymbolicLink(directory.resolve("current"), distribution);
        Path first = Files.createSymbolicLink(directory.resolve("first"), folder.resolve("bin/patchbay"));
        Path second = Files.createSymbolicLink(elsewhere.resolve("second"), first);

        for (Path script : List.of(folder.resolve("bin/patchbay"), first, second)) {
            Command version = script(script, Map.of(), "version");

            assertEquals(0, version.exitCode(), version::toString);
            assertTrue(version.out().startsWith("patchbay "), version::toString);
        }
    }

    @Test
    void isFoundFromItsOwnFolders() {
        for (Path folder : List.of(distribution, distribution.resolve("bin"))) {
            Path script = folder.relativize(distribution.resolve("bin/patchbay"));

            Command version = Command.script(script, folder, environment(Map.of()), "version");

            assertEquals(0, version.exitCode(), version::toString);
        }
    }

    @Test
    void printsNoWarningOfTheJvm() {
        try (Command runtime = script(distribution.resolve("bin/patchbay"), Map.of(), "run", "--no-shell")) {
            stopWhenReady(runtime);
            assertEquals(
                    List.of(),
                    Stream.concat(runtime.out().lines(), runtime.err().lines())
                            .filter(line -> line.contains("WARNING") || line.contains("warning"))
                            .toList());
        }
        for (String verb : List.of("version", "list", "help", "check")) {
            Command command = script(distribution.resolve("bin/patchbay"), Map.of(), verb);
            command.exitCode();
            assertFalse(command.err().contains("WARNING") || command.out().contains("[warning]"), command::toString);
        }
    }

    @Test
    void startsNoProcessButTheJvm() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("readlink", "dirname", "sed", "stty", "mkdir", "wc", "env", "java")) {
            Files.writeString(tools.resolve(tool), "#!/bin/sh\necho " + tool + " >&2\nexit 9\n");
            Files.setPosixFilePermissions(tools.resolve(tool), PosixFilePermissions.fromString("rwx------"));
        }

        Command version = script(distribution.resolve("bin/patchbay"), Map.of("PATH", tools.toString()), "version");

        assertEquals(0, version.exitCode(), version::toString);
        assertEquals("", version.err());
    }

    private Command script(Path script, Map<String, String> more, String... words) {
        return Command.script(script, elsewhere, environment(more), words);
    }

    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(
                Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", System.getenv("PATH"), "LC_ALL", "C"));
        environment.putAll(more);
        return environment;
    }

    private static void stopWhenReady(Command runtime) {
        await().atMost(Duration.ofSeconds(60))
                .failFast(() -> !runtime.process().isAlive())
                .untilAsserted(() -> assertTrue(runtime.out().contains("ready in "), runtime::toString));
        runtime.process().toHandle().destroy();
        assertEquals(0, runtime.exitCode(), runtime::toString);
    }
}
