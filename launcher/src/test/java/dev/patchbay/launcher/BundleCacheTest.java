package dev.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCacheTest {
    private static final String INDEX = "0123 10-a.jar\n";

    @TempDir
    Path directory;

    private BundleCache cache;
    private Path jar;

    @BeforeEach
    void fillACache() throws IOException {
        Home home = Home.prepare(directory);
        cache = new BundleCache(home);
        jar = home.data().resolve("cache/bundle1/bundle.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "bytes");
    }

    @Test
    void usesAgainWhatWasSealed() {
        cache.seal(INDEX);

        assertTrue(cache.open(INDEX));
        assertTrue(Files.exists(jar));
    }

    @Test
    void discardsWhatNobodySealed() {
        assertFalse(cache.open(INDEX));
        assertFalse(Files.exists(jar));
    }

    @Test
    void trustsASealOnlyOnce() {
        cache.seal(INDEX);
        cache.open(INDEX);

        assertFalse(cache.open(INDEX));
    }

    @Test
    void discardsTheBundlesOfAnotherRelease() {
        cache.seal(INDEX);

        assertFalse(cache.open("4567 10-a.jar\n"));
        assertFalse(Files.exists(jar));
    }

    @Test
    void discardsWhatWasChangedMeanwhile() throws IOException {
        cache.seal(INDEX);
        Files.writeString(jar, "byte");

        assertFalse(cache.open(INDEX));
        assertFalse(Files.exists(jar));
    }
}
