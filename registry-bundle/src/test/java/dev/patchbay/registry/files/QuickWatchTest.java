package dev.patchbay.registry.files;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickWatchTest {

    @TempDir
    Path home;

    private InstallerFixture fixture;
    private QuickWatch watch;

    @BeforeEach
    void open() {
        fixture = new InstallerFixture(home);
        watch = new QuickWatch(Optional.of(home), name -> true, List.of(fixture.installer), fixture.secrets);
    }

    @AfterEach
    void close() {
        watch.close();
        fixture.close();
    }

    @Test
    void seesFilesComeChangeAndGo() throws IOException {
        Path file = fixture.write("connector.github.cfg", "url=1\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "1")));
        Files.writeString(file, "url=two\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "two")));
        Files.delete(file);
        await().until(() -> fixture.ids().isEmpty());
    }

    @Test
    void seesAFileReplacedByRename() throws IOException {
        Path file = fixture.write("connector.github.cfg", "url=1\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "1")));
        Path next = Files.writeString(fixture.config.resolve(".next"), "url=2\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        await().until(() -> fixture.values("github").equals(Map.of("url", "2")));
    }

    @Test
    void seesAKubernetesVolumeSwapItsLinks() throws IOException {
        Path first = Files.createDirectory(fixture.config.resolve("..1"));
        Files.writeString(first.resolve("connector.github.cfg"), "url=1\n");
        Path data = Files.createSymbolicLink(fixture.config.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(
                fixture.config.resolve("connector.github.cfg"), Path.of("..data/connector.github.cfg"));
        await().until(() -> fixture.values("github").equals(Map.of("url", "1")));

        Path second = Files.createDirectory(fixture.config.resolve("..2"));
        Files.writeString(second.resolve("connector.github.cfg"), "url=2\n");
        Path next = Files.createSymbolicLink(fixture.config.resolve("..data_tmp"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        await().until(() -> fixture.values("github").equals(Map.of("url", "2")));
    }

    @Test
    void losesNoneOfTwoThousandFiles() {
        IntStream.range(0, 2_000).parallel().forEach(number -> {
            try {
                fixture.write("connector.github~i" + number + ".cfg", "url=" + number + "\n");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        await().until(() -> fixture.ids().size() == 2_000);
        assertEquals(Map.of("url", "1999"), fixture.values("github~i1999"));
    }

    @Test
    void tellsWhenASecretMayHaveChanged() throws IOException {
        Queue<String> changes = new ConcurrentLinkedQueue<>();
        fixture.secrets.onChange(changes::add);
        Files.writeString(home.resolve("secrets/token"), "x");
        await().until(() -> changes.contains("secret"));
    }

    @Test
    void callsTheFirstInstallerThatCanHandleAFile() throws IOException {
        watch.close();
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        watch = new QuickWatch(
                Optional.of(home), name -> true, List.of(recording(".jar", calls), fixture.installer), fixture.secrets);
        Path jar = Files.writeString(home.resolve("deploy/x.jar"), "");
        await().until(() -> calls.contains("update x.jar"));
        Files.delete(jar);
        await().until(() -> calls.contains("uninstall x.jar"));
    }

    @Test
    void goesOnAfterAnInstallerThatThrows() throws IOException {
        watch.close();
        ArtifactInstaller bad = new ArtifactInstaller() {
            @Override
            public boolean canHandle(File artifact) {
                return artifact.getName().startsWith("bad");
            }

            @Override
            public void install(File artifact) {
                throw new NoClassDefFoundError("expected by the test");
            }

            @Override
            public void update(File artifact) {
                install(artifact);
            }

            @Override
            public void uninstall(File artifact) {
                install(artifact);
            }
        };
        watch = new QuickWatch(Optional.of(home), name -> true, List.of(bad, fixture.installer), fixture.secrets);
        Files.writeString(fixture.config.resolve("bad"), "");
        fixture.write("connector.github.cfg", "url=1\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "1")));
        fixture.write("connector.github.cfg", "url=22\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "22")));
    }

    @Test
    void leavesNoThread() {
        assertTrue(threadIsThere());
        watch.close();
        assertFalse(threadIsThere());
    }

    @Test
    void withoutAHomeItDoesNothing() {
        watch.close();
        QuickWatch inactive =
                new QuickWatch(Optional.empty(), name -> true, List.of(fixture.installer), fixture.secrets);
        assertFalse(threadIsThere());
        inactive.close();
    }

    private static boolean threadIsThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("patchbay-quick-watch"));
    }

    private static ArtifactInstaller recording(String suffix, Queue<String> calls) {
        return new ArtifactInstaller() {
            @Override
            public boolean canHandle(File artifact) {
                return artifact.getName().endsWith(suffix);
            }

            @Override
            public void install(File artifact) {
                calls.add("install " + artifact.getName());
            }

            @Override
            public void update(File artifact) {
                calls.add("update " + artifact.getName());
            }

            @Override
            public void uninstall(File artifact) {
                calls.add("uninstall " + artifact.getName());
            }
        };
    }
}
