package dev.patchbay.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code patchbay} in a checkout whose sources are older than the distribution. */
class ScriptIT {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final String JDK = System.getProperty("java.home");

    @TempDir
    Path directory;

    private Path checkout;
    private Path distribution;
    private Path tools;

    @BeforeEach
    void layOutACheckout() throws IOException {
        checkout = Files.createDirectories(directory.toRealPath().resolve("check out"));
        Files.copy(Path.of("..", "patchbay"), checkout.resolve("patchbay"));
        for (String folder :
                List.of("config", "api-bundle", "registry-bundle", "toolkit", "connectors/jdbc", "connectors/github")) {
            Files.createDirectories(checkout.resolve(folder));
        }
        for (String file : new String[] {"pom.xml", "bnd.bnd"}) {
            Files.setLastModifiedTime(Files.createFile(checkout.resolve(file)), LONG_AGO);
        }
        distribution = checkout.resolve("launcher/target/patchbay");
        Files.createDirectories(distribution.getParent());
        Files.createSymbolicLink(distribution, Path.of(System.getProperty("patchbay.distribution")));
        layOutTools();
    }

    @Test
    void runsInItsHomeAndPassesWordsOn() throws IOException {
        try (Command runtime = script(JDK, "run", "--no-shell", "--home", "my home")) {
            await().atMost(Duration.ofSeconds(60))
                    .failFast(() -> !runtime.process().isAlive())
                    .untilAsserted(() -> assertTrue(runtime.out().contains("ready in "), runtime::toString));
            Path home = checkout.resolve("my home");
            assertTrue(runtime.out().startsWith("made the home '" + home + "'"), runtime::toString);
            assertEquals(
                    home,
                    Path.of("/proc", Long.toString(runtime.process().pid()), "cwd")
                            .toRealPath());
            for (String word : List.of("where=a>10", "[1.2,2)", "*", "$[x]", "a b", "ünï", "'\"\\", "-n")) {
                Command why = script(JDK, "--home", "my home", "why", word);
                assertTrue(why.exitCode() != 0 && why.err().contains(word), why::toString);
            }
            assertEquals(0, script(JDK, "stop", "--home=my home").exitCode());
            assertEquals(0, runtime.exitCode(), runtime::toString);
        }
    }

    @Test
    void aSignalToTheScriptReachesTheRuntime() {
        try (Command runtime = script(JDK, "run", "--no-shell")) {
            await().atMost(Duration.ofSeconds(60))
                    .failFast(() -> !runtime.process().isAlive())
                    .untilAsserted(() -> assertTrue(runtime.out().contains("ready in "), runtime::toString));

            runtime.process().destroy();

            assertEquals(0, runtime.exitCode(), runtime::toString);
            assertTrue(Files.exists(checkout.resolve("home/data/cache.seal")));
        }
    }

    @Test
    void refusesAnOldJava() throws IOException {
        Path old = fakeJdk("11.0.2");

        fails(
                script(old.toString(), "run"),
                "'" + old + "/bin/java' is Java 11.0.2; Patchbay needs a JDK of version 17");
    }

    @Test
    void saysThatThereIsNoJava() {
        fails(script("", "run"), "No Java was found; install a JDK of version 17 or newer");
    }

    @Test
    void saysThatJavaHomeIsNone() {
        fails(script("/no/where", "run"), "JAVA_HOME is '/no/where', where there is no bin/java");
    }

    @Test
    void saysThatThereIsNoMaven() throws IOException {
        Files.delete(distribution);

        fails(script(JDK, "run"), "No Maven was found; building Patchbay needs Maven 3.8 or newer");
    }

    @Test
    void refusesAnOldMaven() throws IOException {
        Files.delete(distribution);
        fakeMaven("3.6.3");

        fails(script(JDK, "run"), "'" + tools + "/mvn' is Maven 3.6.3; building Patchbay needs 3.8 or newer");
    }

    @Test
    void buildsIfASourceIsNewerAndShowsHowItGoesOn() throws IOException {
        Files.setLastModifiedTime(
                Files.createFile(checkout.resolve("api-bundle/pom.xml")),
                FileTime.from(Instant.now().plusSeconds(60)));
        fakeMaven("3.9.1");

        Command run = script(JDK, "run");

        assertEquals(1, run.exitCode());
        assertEquals(
                List.of(
                        "building Patchbay with Maven 3.9.1 (the first time, Maven fetches its libraries)",
                        "  Patchbay contract 1.0 [2/9]",
                        "[ERROR] broken",
                        "The build failed; the lines above tell why"),
                run.err().lines().toList());
    }

    @Test
    void neverBuildsForAVerb() throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));

        assertEquals(0, script(JDK, "version").exitCode());
    }

    @Test
    void saysThatNothingIsBuiltYet() throws IOException {
        Files.delete(distribution);

        fails(script(JDK, "list"), "Patchbay is not built yet; './patchbay run' builds it and starts a runtime");
    }

    @Test
    void anUnwritableHomeEndsInOneSentence() {
        Command refused = script(JDK, "run", "--no-shell", "--home", "pom.xml/home");

        assertEquals(1, refused.exitCode());
        assertEquals(1, refused.err().lines().count(), refused::toString);
        assertTrue(refused.err().contains("cannot be used as a home"), refused::toString);
    }

    private static void fails(Command command, String sentence) {
        assertEquals(1, command.exitCode(), command::toString);
        assertEquals("", command.out());
        assertTrue(command.err().startsWith(sentence), command::toString);
        assertFalse(command.err().strip().contains("\n"), command::toString);
    }

    private Command script(String javaHome, String... words) {
        return Command.script(checkout, Map.of("JAVA_HOME", javaHome, "PATH", tools.toString(), "LC_ALL", "C"), words);
    }

    /** All that the script calls, and no Java or Maven. */
    private void layOutTools() throws IOException {
        tools = Files.createDirectories(directory.toRealPath().resolve("tools"));
        for (String tool : new String[] {"sh", "dirname", "readlink", "find", "sed", "awk", "stty", "mkdir", "wc"}) {
            for (String folder : new String[] {"/usr/bin", "/bin"}) {
                Path there = Path.of(folder, tool);
                if (Files.exists(there) && Files.notExists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), there);
                }
            }
        }
    }

    private Path fakeJdk(String version) throws IOException {
        Path jdk = Files.createDirectories(directory.toRealPath().resolve("jdk"));
        Files.createDirectories(jdk.resolve("bin"));
        executable(jdk.resolve("bin/java"), "exit 99");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private void fakeMaven(String version) throws IOException {
        executable(tools.resolve("mvn"), """
                case $1 in
                    --version) echo "Apache Maven %s (x)" ;;
                    *) echo '[INFO] Building Patchbay contract 1.0 [2/9]'; echo '[INFO] more'; echo '[ERROR] broken'; exit 1 ;;
                esac
                """.formatted(version));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
