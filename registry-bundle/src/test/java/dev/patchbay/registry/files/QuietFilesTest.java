package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietFilesTest {
    private final QuietFiles<Path> files =
            new QuietFiles<>(Duration.ofNanos(50), Duration.ofHours(1), QuietFilesTest::stamp);

    @TempDir
    Path folder;

    @Test
    void aFileSettlesOnceItHasBeenQuiet() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        files.touched(file, 100);
        assertEquals(50, files.untilNext(100));
        assertEquals(List.of(), settled(149));
        assertEquals(List.of(file), settled(150));
        assertEquals(List.of(), settled(1_000));
        assertEquals(Long.MAX_VALUE, files.untilNext(1_000));
    }

    @Test
    void aFileThatStillGrowsIsWaitedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        files.touched(file, 100);
        Files.writeString(file, "12");
        assertEquals(List.of(), settled(150), "it is larger than it was");
        assertEquals(List.of(file), settled(200));
    }

    @Test
    void anEmptyFileThatHasJustBeenMadeIsWaitedFor() throws IOException {
        Path file = Files.createFile(folder.resolve("a"));
        files.touched(file, 100);
        assertEquals(List.of(), settled(150), "somebody may be about to write");
        assertEquals(50, files.untilNext(150));
        Files.writeString(file, "1");
        assertEquals(List.of(), settled(200), "it is larger than it was");
        assertEquals(List.of(file), settled(250));
    }

    @Test
    void aFileThatStaysEmptySettlesInTheEnd() throws IOException {
        Path file = Files.createFile(folder.resolve("a"));
        files.touched(file, 100);
        assertEquals(List.of(), settled(150));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        assertEquals(List.of(), settled(200), "it is not as it was");
        assertEquals(List.of(file), settled(250));
    }

    @Test
    void anotherEventStartsTheWaitAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        files.touched(file, 100);
        files.touched(file, 140);
        assertEquals(List.of(), settled(150));
        assertEquals(List.of(file), settled(190));
    }

    @Test
    void aFileThatIsGoneSettlesToo() {
        Path file = folder.resolve("absent");
        files.touched(file, 100);
        assertEquals(List.of(file), settled(150));
    }

    @Test
    void theOldestIsWaitedForFirst() {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        files.touched(first, 100);
        files.touched(second, 110);
        files.touched(first, 120);
        assertEquals(30, files.untilNext(130));
        assertEquals(List.of(second), settled(165));
        assertEquals(List.of(first), settled(170));
    }

    private List<Path> settled(long now) {
        List<Path> settled = new ArrayList<>();
        files.settle(now, (file, stamp) -> settled.add(file));
        return settled;
    }

    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
