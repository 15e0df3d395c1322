package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private Instant now = MemoryRegistry.START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console.Builder console =
            Console.builder(Shell.printing(new ByteArrayOutputStream()), Shell.printing(err));

    @Test
    void isWrittenOverAFewTimesASecond() {
        Progress progress = Progress.ofLines(clock, console.errTerminal(80).build());
        progress.records(100);
        assertEquals("", told(), "nothing for what is over at once");
        pass(250);
        progress.records(5_000);
        assertEquals("\r5,000 records in 0.3 s (20,000/s)", told());
        pass(249);
        progress.records(5_100);
        assertEquals("", told());
        pass(1);
        progress.records(6_000);
        assertEquals("\r6,000 records in 0.5 s (12,000/s)", told());
    }

    @Test
    void leavesNothingBehind() {
        Progress progress = Progress.ofLines(clock, console.errTerminal(80).build());
        progress.clear();
        assertEquals("", told());
        pass(1_000);
        progress.records(1_000);
        String line = told();
        progress.clear();
        assertEquals("\r" + " ".repeat(line.length() - 1) + "\r", told());
        progress.clear();
        assertEquals("", told());
    }

    @Test
    void aShorterLineCoversALongerOne() {
        Progress progress = Progress.ofLines(clock, console.errTerminal(80).build());
        pass(9_900);
        progress.records(9_900);
        String longer = told();
        pass(50_100);
        progress.records(9_900);
        String shorter = told();
        assertEquals("\r9,900 records in 1 min 00 s (165/s)", shorter.stripTrailing());
        assertTrue(shorter.length() >= longer.length());
    }

    @Test
    void keepsWithinTheWidth() {
        Progress progress = Progress.ofLines(clock, console.errTerminal(20).build());
        pass(1_000);
        progress.records(5_000);
        assertEquals("\r5,000 records in 1…", told());
        progress.clear();
        assertEquals("\r" + " ".repeat(19) + "\r", told());
    }

    @Test
    void tellsNobodyElse() {
        Progress progress = Progress.ofLines(clock, console.terminal(80).build());
        pass(60_000);
        progress.records(5_000);
        progress.clear();
        assertEquals("", told());
    }

    @Test
    void doesNotBreakADocumentThatAPersonReads() {
        Progress read =
                Progress.ofDocument(clock, console.terminal(80).errTerminal(80).build());
        pass(1_000);
        read.records(5_000);
        assertEquals("", told());
    }

    @Test
    void isShownBesideADocumentThatGoesIntoAFile() {
        Progress written = Progress.ofDocument(clock, console.errTerminal(80).build());
        pass(1_000);
        written.records(5_000);
        assertEquals("\r5,000 records in 1.0 s (5,000/s)", told());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 0 | 1 record in 0.0 s",
                "0 | 1000 | 0 records in 1.0 s (0.0/s)",
                "1200 | 2000 | 1,200 records in 2.0 s (600/s)",
                "3 | 2000 | 3 records in 2.0 s (1.5/s)",
                "60000 | 65000 | 60,000 records in 1 min 05 s (923/s)",
                "7200 | 7320000 | 7,200 records in 2 h 02 min (1.0/s)"
            })
    void sumsUp(long count, long millis, String summary) {
        Progress progress = Progress.ofLines(clock, console.build());
        pass(millis);
        assertEquals(summary, progress.summary(count));
    }

    @Test
    void aClockThatWasPutBackHarmsNothing() {
        Progress progress = Progress.ofLines(clock, console.errTerminal(80).build());
        pass(-60_000);
        progress.records(10);
        assertEquals("10 records in 0.0 s", progress.summary(10));
    }

    private void pass(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }

    /** What has come since it was asked last. */
    private String told() {
        String told = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return told;
    }
}
