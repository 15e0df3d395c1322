package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnfinishedCopiesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final UnfinishedCopies copies = new UnfinishedCopies(Duration.ofNanos(100), now::get);

    @Test
    void looksAsOftenAsItIsToldAndDecidesOnlyByTheTimeThatHasPassed() {
        for (int look = 0; look < 10; look++) {
            assertFalse(copies.isGivenUp("github.jar", size(7)));
            now.addAndGet(9);
        }
        now.addAndGet(10);
        assertTrue(copies.isGivenUp("github.jar", size(7)));
    }

    @Test
    void waitsAnewWheneverTheFileHasGrown() {
        assertFalse(copies.isGivenUp("github.jar", size(7)));
        now.addAndGet(100);
        assertFalse(copies.isGivenUp("github.jar", size(8)));
        now.addAndGet(100);
        assertTrue(copies.isGivenUp("github.jar", size(8)));
    }

    @Test
    void waitsAnewForAFileThatWasWholeInBetween() {
        assertFalse(copies.isGivenUp("github.jar", size(7)));
        now.addAndGet(100);
        copies.forget("github.jar");
        assertFalse(copies.isGivenUp("github.jar", size(7)));
    }

    private static Stamp size(long bytes) {
        return new Stamp(bytes, 1, "");
    }
}
