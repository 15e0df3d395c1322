package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.api.Console;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private Instant now = MemoryRegistry.START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console.Builder console =
            Console.builder(Shell.printing(new ByteArrayOutputStream()), Shell.printing(err));

    @Test
    void tellsAPersonFromTimeToTime() {
        Progress progress = new Progress(clock, console.terminal(80).build());
        progress.records(100);
        now = now.plus(Duration.ofMillis(2_500));
        progress.records(5_000);
        progress.records(5_100);
        assertEquals("5,000 records in 2.5 s (2,000/s)\n", err.toString());
    }

    @Test
    void tellsNobodyElse() {
        Progress progress = new Progress(clock, console.build());
        now = now.plus(Duration.ofMinutes(1));
        progress.records(5_000);
        assertEquals("", err.toString());
    }
}
