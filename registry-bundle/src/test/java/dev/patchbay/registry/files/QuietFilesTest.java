package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietFilesTest {
    private final QuietFiles files = new QuietFiles(Duration.ofNanos(50));

    @TempDir
    Path folder;

    @Test
    void aFileSettlesOnceItHasBeenQuiet() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        files.touched(file, 100);
        assertEquals(50, files.untilNext(100));
        assertEquals(List.of(), files.settled(149));
        assertEquals(List.of(file), files.settled(150));
        assertEquals(List.of(), files.settled(1_000));
        assertEquals(-1, files.untilNext(1_000));
    }

    @Test
    void aFileThatStillGrowsIsWaitedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        files.touched(file, 100);
        Files.writeString(file, "12");
        assertEquals(List.of(), files.settled(150), "it is larger than it was");
        assertEquals(List.of(file), files.settled(200));
    }

    @Test
    void anotherEventStartsTheWaitAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1");
        files.touched(file, 100);
        files.touched(file, 140);
        assertEquals(List.of(), files.settled(150));
        assertEquals(List.of(file), files.settled(190));
    }

    @Test
    void aFileThatIsGoneSettlesToo() {
        Path file = folder.resolve("absent");
        files.touched(file, 100);
        assertEquals(List.of(file), files.settled(150));
    }
}
