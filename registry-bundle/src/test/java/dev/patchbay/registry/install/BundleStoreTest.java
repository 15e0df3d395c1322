package dev.patchbay.registry.install;

import static dev.patchbay.registry.install.JarsOfTests.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleStoreTest {
    /** FIPS 180-2, appendix B.1. */
    private static final String SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path home;

    private Path folder;
    private Path file;
    private BundleStore store;

    @BeforeEach
    void open() throws IOException {
        folder = home.resolve("bundles");
        store = new BundleStore(folder);
        file = write(home.resolve("abc.jar"), "abc");
    }

    @Test
    void keepsBytesUnderTheirDigest() throws IOException {
        keep();
        assertEquals("abc", Files.readString(folder.resolve(SHA_OF_ABC + ".jar")));
        assertTrue(store.has(SHA_OF_ABC));
    }

    @Test
    void seesThatBytesAreNotThoseThatTheirNameTells() throws IOException {
        keep();
        assertTrue(store.isWhole(SHA_OF_ABC));
        Files.writeString(folder.resolve(SHA_OF_ABC + ".jar"), "ab");
        assertFalse(store.isWhole(SHA_OF_ABC));
    }

    @Test
    void leavesNothingOfACopyThatWasNotKept() throws IOException {
        store.copy(file, 100).close();
        assertEquals(List.of(), files());
    }

    @Test
    void leavesNothingOfAFileThatCannotBeRead() {
        assertThrows(IOException.class, () -> store.copy(home, 100));
        assertEquals(List.of(), files());
    }

    @Test
    void takesOneByteMoreThanItsLimitAndNoMore() throws IOException {
        try (BundleStore.Copy copy = store.copy(file, 1)) {
            assertEquals(2, Files.size(copy.path()));
        }
    }

    @Test
    void deletesWhatNobodyNeedsAndCountsWhatACrashHasLeft() throws IOException {
        keep();
        write(folder.resolve("ff.jar"), "no longer needed");
        write(folder.resolve("copy123.tmp"), "half");
        assertEquals(1, store.retain(Set.of(SHA_OF_ABC)));
        assertEquals(List.of(SHA_OF_ABC + ".jar"), files());
    }

    @Test
    void tellsBytesThatWereDamagedWhileTheyAreRead() throws IOException {
        keep();
        assertTrue(readMatches());
        write(folder.resolve(SHA_OF_ABC + ".jar"), "abd");
        assertFalse(readMatches());
    }

    private void keep() throws IOException {
        try (BundleStore.Copy copy = store.copy(file, 100)) {
            assertEquals(SHA_OF_ABC, copy.sha256());
            copy.keep();
        }
    }

    private boolean readMatches() throws IOException {
        try (DigestInputStream in = store.open(SHA_OF_ABC)) {
            in.readAllBytes();
            return BundleStore.matches(in, SHA_OF_ABC);
        }
    }

    private List<String> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
