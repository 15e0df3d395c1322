package dev.patchbay.registry.files;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(200);
    /** So that only what the operating system tells is seen. */
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path directory;

    private Path home;
    private Path runSecrets;
    private final FileProblems problems = new FileProblems();
    private final Contents contents = new Contents(file -> true);
    private FolderWatch watch;

    @BeforeEach
    void open() throws IOException {
        home = directory.toRealPath().resolve("home");
        runSecrets = directory.toRealPath().resolve("run/secrets");
        for (String name : new String[] {"config", "deploy", "secrets"}) {
            Files.createDirectories(home.resolve(name));
        }
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void tellsATakerWhatIsThereBeforeItReturns() throws IOException {
        write("config/a.cfg", "1");
        write("deploy/a.jar", "2");
        write("secrets/token", "3");
        write("secrets/acme/token", "4");
        write(".env", "5");
        Files.createDirectories(runSecrets);
        Files.writeString(runSecrets.resolve("password"), "6");
        write("data/no", "7");
        write("other", "8");
        watch(NEVER);
        assertEquals(
                Map.of(
                        home.resolve("config/a.cfg"), "1",
                        home.resolve("deploy/a.jar"), "2",
                        home.resolve("secrets/token"), "3",
                        home.resolve("secrets/acme/token"), "4",
                        home.resolve(".env"), "5",
                        runSecrets.resolve("password"), "6"),
                contents.byFile);
    }

    @Test
    void tellsATakerThatComesLaterAsMuch() throws IOException {
        watch(NEVER);
        Path file = write("config/a.cfg", "1");
        awaitContent(file, "1");
        Contents later = new Contents(each -> each.endsWith("a.cfg"));
        Contents others = new Contents(each -> each.endsWith("b.cfg"));
        watch.bindTaker(later);
        watch.bindTaker(others);
        assertEquals(Map.of(file, "1"), later.byFile);
        assertEquals(Map.of(), others.byFile);
    }

    @Test
    void seesFilesComeChangeAndGoAtOnce() throws IOException {
        watch(NEVER);
        for (String name : new String[] {"config/a.cfg", "deploy/a.jar", "secrets/token", ".env"}) {
            Path file = write(name, "1");
            awaitContent(file, "1");
            write(name, "two");
            awaitContent(file, "two");
            Path next = write("config/.next", "three");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            awaitContent(file, "three");
            Files.delete(file);
            awaitContent(file, null);
        }
    }

    @Test
    void seesAKubernetesVolumeSwapItsLinksAtOnce() throws IOException {
        Path first = Files.createDirectory(home.resolve("config/..1"));
        Files.writeString(first.resolve("a.cfg"), "1");
        Path data = Files.createSymbolicLink(home.resolve("config/..data"), Path.of("..1"));
        Path file = Files.createSymbolicLink(home.resolve("config/a.cfg"), Path.of("..data/a.cfg"));
        watch(NEVER);
        Path second = Files.createDirectory(home.resolve("config/..2"));
        Files.writeString(second.resolve("a.cfg"), "2");
        Path next = Files.createSymbolicLink(home.resolve("config/..data_tmp"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        awaitContent(file, "2");
    }

    @Test
    void seesATenantsSecretsComeChangeAndGo() throws IOException {
        watch(NEVER);
        Path token = write("secrets/acme/token", "1");
        awaitContent(token, "1");
        write("secrets/acme/token", "two");
        awaitContent(token, "two");
        Files.delete(token);
        Files.delete(token.getParent());
        awaitContent(token, null);
        write("secrets/acme/token", "again");
        awaitContent(token, "again");
    }

    @Test
    void seesATenantsSecretsBehindALinkThatIsSwapped() throws IOException {
        watch(OFTEN);
        write("v1/token", "1");
        write("v2/token", "2");
        Path acme = Files.createSymbolicLink(home.resolve("secrets/acme"), home.resolve("v1"));
        awaitContent(acme.resolve("token"), "1");
        Path next = Files.createSymbolicLink(home.resolve("secrets/.next"), home.resolve("v2"));
        Files.move(next, acme, StandardCopyOption.ATOMIC_MOVE);
        awaitContent(acme.resolve("token"), "2");
        write("v2/token", "three");
        awaitContent(acme.resolve("token"), "three");
    }

    @Test
    void secretsOfAContainerMayAppearLater() throws IOException {
        watch(OFTEN);
        Files.createDirectories(runSecrets);
        Path file = Files.writeString(runSecrets.resolve("password"), "1");
        awaitContent(file, "1");
    }

    @Test
    void goesOnWithAFolderThatWasDeletedAndMadeAgain() throws IOException {
        watch(OFTEN);
        Path file = write("config/a.cfg", "1");
        awaitContent(file, "1");
        Files.delete(file);
        Files.delete(file.getParent());
        awaitContent(file, null);
        write("config/a.cfg", "two");
        awaitContent(file, "two");
    }

    @Test
    void goesOnWithAFolderThatWasReplacedByAnother() throws IOException {
        Path file = write("config/a.cfg", "1");
        watch(OFTEN);
        write("other/a.cfg", "two");
        Files.move(home.resolve("config"), home.resolve("old"));
        Files.move(home.resolve("other"), home.resolve("config"));
        awaitContent(file, "two");
        write("config/a.cfg", "three");
        awaitContent(file, "three");
    }

    @Test
    void tellsOfAFolderThatCannotBeListedAndGoesOn() throws IOException {
        Path file = write("config/a.cfg", "1");
        watch(OFTEN);
        Path aside = Files.move(home.resolve("config"), home.resolve("aside"));
        Files.createSymbolicLink(home.resolve("config"), home.resolve("config"));
        await().until(() -> !problems.problems().isEmpty());
        assertTrue(problems.problems().get(0).toString().startsWith("config: cannot be listed ("));
        Files.delete(home.resolve("config"));
        Files.move(aside, home.resolve("config"));
        await().until(() -> problems.problems().isEmpty());
        write("config/a.cfg", "two");
        awaitContent(file, "two");
    }

    @Test
    void losesNoneOfTwoThousandFilesAlthoughTheOperatingSystemLosesCount() {
        watch(NEVER);
        forAll(2_000, number -> write("config/a" + number + ".cfg", "" + number));
        await().until(() -> contents.byFile.size() == 2_000);
        assertEquals("1999", contents.byFile.get(home.resolve("config/a1999.cfg")));
        forAll(2_000, number -> Files.delete(home.resolve("config/a" + number + ".cfg")));
        await().until(() -> contents.byFile.isEmpty());
    }

    @Test
    void aTakerThatThrowsHoldsUpNobody() throws IOException {
        watch(NEVER);
        Queue<Path> calls = new ConcurrentLinkedQueue<>();
        watch.unbindTaker(contents);
        watch.bindTaker(new FileTaker() {
            @Override
            public boolean takes(Path file) {
                return true;
            }

            @Override
            public void changed(Path file) {
                calls.add(file);
                throw new NoClassDefFoundError("expected by the test");
            }
        });
        watch.bindTaker(contents);
        Path file = write("config/a.cfg", "1");
        awaitContent(file, "1");
        assertEquals(List.of(file), new ArrayList<>(calls));
    }

    @Test
    void aTakerThatHasGoneIsToldNothing() throws IOException {
        watch(NEVER);
        Contents other = new Contents(file -> true);
        watch.bindTaker(other);
        watch.unbindTaker(contents);
        Path file = write("config/a.cfg", "1");
        await().until(() -> other.byFile.containsKey(file));
        assertEquals(Map.of(), contents.byFile);
    }

    @Test
    void leavesNoThread() {
        watch(NEVER);
        assertTrue(threadIsThere());
        watch.close();
        assertFalse(threadIsThere());
    }

    @Test
    void withoutAHomeItDoesNothing() {
        watch = new FolderWatch(null, NEVER);
        watch.bindTaker(contents);
        assertFalse(threadIsThere());
    }

    private void watch(Duration period) {
        watch = new FolderWatch(new WatchedFolders(home, runSecrets, problems), period);
        watch.bindTaker(contents);
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** @param text null once it has gone */
    private void awaitContent(Path file, String text) {
        await().until(() -> Optional.ofNullable(contents.byFile.get(file)).equals(Optional.ofNullable(text)));
    }

    private static boolean threadIsThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("patchbay-folders"));
    }

    private static void forAll(int count, FileAction action) {
        IntStream.range(0, count).parallel().forEach(number -> {
            try {
                action.accept(number);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private interface FileAction {
        void accept(int number) throws IOException;
    }

    /** Keeps what stands in the files. */
    private record Contents(Predicate<Path> wanted, Map<Path, String> byFile) implements FileTaker {
        Contents(Predicate<Path> wanted) {
            this(wanted, new ConcurrentHashMap<>());
        }

        @Override
        public boolean takes(Path file) {
            return wanted.test(file);
        }

        @Override
        public void changed(Path file) {
            try {
                byFile.put(file, Files.readString(file));
            } catch (IOException gone) {
                byFile.remove(file);
            }
        }
    }
}
