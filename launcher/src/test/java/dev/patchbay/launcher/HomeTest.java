package dev.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path directory;

    @Test
    void makesWhatIsMissing() throws IOException {
        Home home = Home.prepare(directory.resolve("a/b"));

        for (String name : new String[] {"deploy", "config", "secrets", "data", "log"}) {
            assertTrue(Files.isDirectory(home.path().resolve(name)), name);
        }
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.path().resolve("secrets"))));
    }

    @Test
    void saysInOneSentenceWhyAHomeCannotBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        StartException refusal = assertThrows(StartException.class, () -> Home.prepare(file.resolve("home")));

        assertTrue(refusal.getMessage().startsWith("'" + file.resolve("home") + "' cannot be used as a home: "));
        assertTrue(refusal.getMessage().endsWith("; choose a directory that this user can write to"));
    }

    @Test
    void saysThatAFileIsNoHome() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        StartException refusal = assertThrows(StartException.class, () -> Home.prepare(file));

        assertTrue(refusal.getMessage().contains("'" + file + "' is a file"), refusal.getMessage());
    }

    @Test
    void saysWhichFolderCannotBeMade() throws IOException {
        // A link to nowhere stands where nobody can make a folder, whoever runs this.
        Files.createSymbolicLink(directory.resolve("config"), directory.resolve("gone/away"));

        StartException refusal = assertThrows(StartException.class, () -> Home.prepare(directory));

        String config = directory.toRealPath().resolve("config").toString();
        assertTrue(refusal.getMessage().contains("'" + config + "'"), refusal.getMessage());
    }

    @Test
    void tellsOtherProcessesWhoHasTheHome() throws IOException {
        Home home = Home.prepare(directory);
        try (HomeLock lock = HomeLock.take(home)) {
            lock.sign();
            assertEquals(
                    Long.toString(ProcessHandle.current().pid()),
                    Files.readString(home.data().resolve("lock")),
                    lock::toString);
        }
    }

    @Test
    void letsOneRuntimeAtATimeHaveAHome() {
        Home home = Home.prepare(directory);
        HomeLock lock = HomeLock.take(home);

        StartException refusal = assertThrows(StartException.class, () -> HomeLock.take(home));
        assertTrue(
                refusal.getMessage()
                        .contains("process " + ProcessHandle.current().pid()),
                refusal.getMessage());

        lock.close();
        HomeLock.take(home).close();
    }
}
