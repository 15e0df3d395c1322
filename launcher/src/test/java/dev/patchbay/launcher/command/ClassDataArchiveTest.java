package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveTest {
    @TempDir
    Path home;

    private ClassDataArchive archive;

    @BeforeEach
    void open() {
        archive = new ClassDataArchive(home, "17.0.1-abc");
    }

    @Test
    void isFoundUnderItsSizeAndForItsKeyOnly() throws IOException {
        Path kept = keep(archive, "four", "key");

        assertEquals(home.resolve("data/cds/run-17.0.1-abc.4.jsa"), kept);
        assertEquals(Optional.of(kept), archive.find("key"));
        assertEquals(Optional.empty(), archive.find("another key"));
        assertEquals(Optional.empty(), new ClassDataArchive(home, "17.0.1-abd").find("key"));
    }

    @Test
    void isNotFoundIfItWasCutOff() throws IOException {
        Files.writeString(keep(archive, "four", "key"), "fo");

        assertEquals(Optional.empty(), archive.find("key"));
    }

    @Test
    void takesThePlaceOfEveryOlderOne() throws IOException {
        Path first = keep(new ClassDataArchive(home, "25-abc"), "of another Java", "key");
        Path second = keep(archive, "1", "key");
        Path third = keep(archive, "22", "key");

        assertFalse(Files.exists(first));
        assertFalse(Files.exists(second));
        assertEquals(Optional.of(third), archive.find("key"));
    }

    @Test
    void anInterruptedAttemptLeavesNothingForTheNext() throws IOException {
        Files.writeString(archive.workFolder().resolve("archive"), "half");

        assertTrue(isEmpty(archive.workFolder()));
        assertEquals(Optional.empty(), archive.find("key"));
    }

    private static Path keep(ClassDataArchive archive, String bytes, String key) throws IOException {
        return archive.keep(Files.writeString(archive.workFolder().resolve("archive"), bytes), key);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
