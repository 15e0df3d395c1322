package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks alone find, when nothing is told by the operating system. */
class FolderTest {
    private static final long QUIET = Duration.ofMillis(50).toNanos();

    @TempDir
    Path directory;

    private Path path;
    private Folder folder;
    private long now;

    @BeforeEach
    void begin() throws IOException {
        path = Files.createDirectory(directory.resolve("config"));
        folder = new Folder(path, WatchedNames::isWatched, true);
        folder.begin(now);
    }

    @Test
    void tellsOfAFileThatComesChangesAndGoes() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        assertEquals(List.of(file), seen());
        assertEquals(List.of(), seen());
        Files.writeString(file, "two");
        assertEquals(List.of(file), seen());
        Files.delete(file);
        assertEquals(List.of(file), seen());
        assertEquals(List.of(), seen());
    }

    @Test
    void knowsWhatIsThereWhenItBegins() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        old(file);
        folder.begin(now);
        assertEquals(List.of(file), folder.files());
        assertEquals(List.of(), seen());
    }

    @Test
    void tellsAgainOfAFileThatWasJustBeingWrittenWhenItBegan() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusMillis(20)));
        folder.begin(now);
        assertEquals(List.of(file), folder.files());
        assertEquals(List.of(file), seen());
    }

    @Test
    void waitsForACopyThatGoesOn() throws IOException {
        Path file = Files.writeString(path.resolve("a.jar"), "1");
        folder.look(now);
        for (int part = 0; part < 3; part++) {
            Files.writeString(file, "1".repeat(part + 2));
            now += QUIET;
            assertEquals(List.of(), settled());
        }
        now += QUIET;
        assertEquals(List.of(file), settled());
    }

    @Test
    void looksThatComeQuicklyDoNotKeepAFileWaiting() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        folder.look(now);
        now += QUIET;
        folder.look(now);
        assertEquals(List.of(file), settled());
    }

    @Test
    void seesAFileReplacedByOneOfTheSameSizeAndTime() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        Path next = Files.writeString(path.resolve(".next"), "2");
        old(file);
        old(next);
        assertEquals(List.of(file), seen());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        assertEquals(List.of(file), seen());
    }

    @Test
    void seesAFileRewrittenWithTheSameSizeWithinASecond() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        Instant second = Instant.parse("2026-01-01T00:00:00Z");
        Files.setLastModifiedTime(file, FileTime.from(second.plusMillis(1)));
        assertEquals(List.of(file), seen());
        Files.writeString(file, "2");
        Files.setLastModifiedTime(file, FileTime.from(second.plusMillis(2)));
        assertEquals(List.of(file), seen());
    }

    @Test
    void seesAVolumeSwapItsLinks() throws IOException {
        Path first = Files.createDirectory(path.resolve("..1"));
        Path second = Files.createDirectory(path.resolve("..2"));
        Files.writeString(first.resolve("a.cfg"), "1");
        Files.writeString(second.resolve("a.cfg"), "2");
        Path data = Files.createSymbolicLink(path.resolve("..data"), Path.of("..1"));
        Path file = Files.createSymbolicLink(path.resolve("a.cfg"), Path.of("..data/a.cfg"));
        assertEquals(List.of(file), seen());
        Path next = Files.createSymbolicLink(path.resolve("..data_tmp"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        assertEquals(List.of(file), seen());
    }

    @Test
    void seesWhatStandsBehindALinkChangeAndVanish() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "1");
        Path link = Files.createSymbolicLink(path.resolve("a.cfg"), target);
        assertEquals(List.of(link), seen());
        Files.writeString(target, "two");
        assertEquals(List.of(link), seen());
        Files.delete(target);
        assertEquals(List.of(link), seen());
        assertEquals(List.of(), folder.files());
    }

    @Test
    void aFolderThatIsDeletedHasLostItsFilesAndMayComeBack() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        assertEquals(List.of(file), seen());
        Files.delete(file);
        Files.delete(path);
        assertEquals(List.of(file), seen());
        Files.createDirectory(path);
        Files.writeString(file, "1");
        assertEquals(List.of(file), seen());
    }

    @Test
    void aFolderThatCannotBeListedLosesNothing() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        assertEquals(List.of(file), seen());
        Path aside = Files.move(path, directory.resolve("aside"));
        Files.createSymbolicLink(path, path);
        assertThrows(IOException.class, () -> folder.look(now));
        now += QUIET;
        assertEquals(List.of(), settled());
        assertEquals(List.of(file), folder.files());
        Files.delete(path);
        Files.move(aside, path);
        assertEquals(List.of(), seen(), "it is as it was");
    }

    @Test
    void aFileOfWhichNothingCanBeSaidIsAsItWas() throws IOException {
        Path file = Files.writeString(path.resolve("a.cfg"), "1");
        assertEquals(List.of(file), seen());
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        assertEquals(List.of(), seen());
        assertEquals(List.of(file), folder.files());
    }

    @Test
    void aDirectoryIsNoFileWhateverItIsCalled() throws IOException {
        Path file = Files.createDirectory(path.resolve("a.cfg"));
        assertEquals(List.of(), seen());
        Files.delete(file);
        Files.writeString(file, "1");
        assertEquals(List.of(file), seen());
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(List.of(file), seen(), "the file has gone");
        assertEquals(List.of(), folder.files());
        assertEquals(List.of(file), folder.subfolders());
    }

    @Test
    void namesThatAreNoTextAreNamesAsWell() throws IOException, InterruptedException {
        shell("printf x > \"$(printf 'a\\377.cfg')\"");
        List<Path> seen = seen();
        assertEquals(1, seen.size());
        shell("printf xyz > \"$(printf 'a\\377.cfg')\"");
        assertEquals(seen, seen());
        shell("rm \"$(printf 'a\\377.cfg')\"");
        assertEquals(seen, seen());
        assertEquals(List.of(), seen());
    }

    @Test
    void leavesOutWhatIsHiddenUnderWayOrTheRuntimesOwn() throws IOException {
        for (String name : new String[] {
            ".a.cfg", "..a", "a.tmp", ".a.jar.tmp", "a.jar.part", ".a.cfg.swp", "a.cfg~", "patchbay.cfg"
        }) {
            Files.writeString(path.resolve(name), "1");
        }
        Path ours = Files.writeString(path.resolve("connector.patchbay.cfg"), "1");
        Path jar = Files.writeString(path.resolve("patchbay.cfg.jar"), "1");
        assertEquals(List.of(ours, jar), seen().stream().sorted().toList());
    }

    @Test
    void losesNoneOfTwoThousandFilesThatComeAndGoAtOnce() throws IOException {
        List<Path> files = IntStream.range(0, 2_000)
                .mapToObj(number -> path.resolve("a" + number + ".cfg"))
                .sorted()
                .toList();
        for (Path file : files) {
            Files.writeString(file, file.toString());
        }
        assertEquals(files, seen().stream().sorted().toList());
        for (Path file : files) {
            Files.delete(file);
        }
        assertEquals(files, seen().stream().sorted().toList());
    }

    private List<Path> seen() throws IOException {
        now += QUIET;
        folder.look(now);
        now += QUIET;
        return settled();
    }

    private List<Path> settled() {
        List<Path> settled = new ArrayList<>();
        folder.settle(now, settled::add);
        return settled;
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private void shell(String command) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", command)
                .directory(path.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, code);
    }
}
