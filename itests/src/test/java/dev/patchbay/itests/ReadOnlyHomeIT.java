package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A distribution that its user cannot change, on a home of which that user can write to data/ and log/ only. The build's
 * user, if it is root, gives way to one that nobody is.
 */
public final class ReadOnlyHomeIT {
    private static final String NOBODY = "65534";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path distribution;
    private Path home;
    private Process runtime;

    @Before
    public void unpack() throws Exception {
        Path root = folder.getRoot().toPath().toRealPath();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        distribution = Archives.unpack(root);
        home = Files.createDirectory(root.resolve("a home"));
        copy(distribution.resolve("deploy"), home.resolve("deploy"));
        copy(distribution.resolve("config"), home.resolve("config"));
        Files.writeString(Files.createDirectory(home.resolve("secrets")).resolve("a"), "secret");
        Files.createDirectory(home.resolve("trust"));
        for (String name : List.of("data", "log")) {
            Path writable = Files.createDirectory(home.resolve(name));
            if (isRoot()) {
                run("chown", NOBODY, writable.toString());
            }
        }
        for (Path locked : List.of(
                distribution,
                home.resolve("deploy"),
                home.resolve("config"),
                home.resolve("secrets"),
                home.resolve("trust"))) {
            run("chmod", "-R", "a-w,a+rX", locked.toString());
        }
        run("chmod", "a-w,a+rx", home.toString());
    }

    @After
    public void unlock() throws Exception {
        if (runtime != null) {
            runtime.destroyForcibly().waitFor();
        }
        run("chmod", "-R", "u+w", folder.getRoot().toString());
    }

    @Test
    public void runsAndWritesNowhereElse() throws Exception {
        assertCannotWrite(distribution);
        assertCannotWrite(home);
        Map<String, String> before = state();
        runtime = start("run", "--no-shell", "--home", home.toString());
        await().atMost(Duration.ofSeconds(90))
                .failFast(() -> !runtime.isAlive())
                .until(() -> output().contains("ready in "));

        assertEquals(0, verb("pull", "jdbc~demo", "earthquakes", "--limit", "2"));
        assertEquals(0, verb("health", "--all"));
        await().atMost(Duration.ofSeconds(120)).until(() -> output().contains("made the class-data archive"));
        assertEquals(0, verb("stop"));

        assertTrue(runtime.waitFor(60, TimeUnit.SECONDS));
        assertEquals(output(), 0, runtime.exitValue());
        assertEquals(before, state());
        assertTrue(Files.size(home.resolve("log/patchbay.json")) > 0);
    }

    @Test
    public void saysWhichFolderIsMissing() throws Exception {
        run("chmod", "u+w", home.toString());
        Files.delete(home.resolve("trust"));
        Files.move(home.resolve("log"), folder.getRoot().toPath().resolve("moved"));
        run("chmod", "a-w", home.toString());

        runtime = start("run", "--no-shell", "--home", home.toString());

        assertTrue(runtime.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, runtime.exitValue());
        assertEquals(
                "'" + home.resolve("log") + "' is missing and cannot be made ('" + home.resolve("log")
                        + "' is not writable); make that folder, or let this user write to '" + home + "'\n",
                output());
    }

    private int verb(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(1, List.of("--home", home.toString()));
        Process process = start(all.toArray(String[]::new));
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    /** The script of the distribution, as nobody. */
    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        command.add(distribution.resolve("bin/patchbay").toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile().toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Dpatchbay.archive.delay=0");
        builder.environment().remove("PATCHBAY_HOME");
        builder.environment().remove("PATCHBAY_CDS");
        return builder.start();
    }

    private Path outputFile() {
        return folder.getRoot().toPath().resolve("output");
    }

    private String output() throws IOException {
        return Files.exists(outputFile()) ? Files.readString(outputFile()) : "";
    }

    /** Were the folders not locked, the test would show nothing. */
    private void assertCannotWrite(Path directory) throws IOException, InterruptedException {
        List<String> touch = new ArrayList<>();
        if (isRoot()) {
            touch.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        touch.addAll(List.of("touch", directory.resolve("written").toString()));
        assertEquals(
                1,
                new ProcessBuilder(touch)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor());
    }

    /** All files but those that it may write, with size and time. */
    private Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        List<Path> writable = List.of(home.resolve("data"), home.resolve("log"), outputFile());
        Files.walkFileTree(folder.getRoot().toPath().toRealPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (writable.contains(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                state.put(directory.toString(), "directory");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.getFileName().equals(outputFile().getFileName())) {
                    state.put(file.toString(), attributes.size() + " " + attributes.lastModifiedTime());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return state;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void copy(Path from, Path to) throws Exception {
        run("cp", "-R", from.toString(), to.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(
                String.join(" ", command),
                0,
                new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
