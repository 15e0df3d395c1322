package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows a person how far something has come, in one line of the error stream that is written over a few times a second; shows
 * it to nobody else. Whoever writes something else to the same terminal clears the line before. Not thread-safe.
 */
final class Progress {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Clock clock;
    private final PrintStream err;
    private final int columns;
    private final Instant start;
    private Instant next;
    /** How many columns of the line are written on. */
    private int drawn;

    private Progress(Clock clock, Console console, int columns) {
        this.clock = clock;
        this.err = console.err();
        this.columns = columns;
        this.start = clock.instant();
        this.next = start.plus(INTERVAL);
    }

    /** Of a verb that writes lines. */
    static Progress ofLines(Clock clock, Console console) {
        return new Progress(clock, console, console.errWidth());
    }

    /** Of a verb that writes one document, which must not be broken off by a line where a person reads it. */
    static Progress ofDocument(Clock clock, Console console) {
        return new Progress(clock, console, console.terminal() ? 0 : console.errWidth());
    }

    /** So many are done. */
    void records(long count) {
        if (columns < 2) {
            return;
        }
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(INTERVAL);
            draw(Cell.of(summary(count)));
        }
    }

    /** Leaves an empty line, if there is one of ours, with the cursor at its beginning. */
    void clear() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
            drawn = 0;
        }
    }

    /** {@code 1,200 records in 2.0 s (600/s)}. */
    String summary(long count) {
        long millis = Math.max(0, Duration.between(start, clock.instant()).toMillis());
        String rate = millis == 0 ? "" : " (" + rate(count * 1000.0 / millis) + "/s)";
        return counted(count) + " in " + elapsed(millis) + rate;
    }

    static String counted(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "record" : "records");
    }

    /** A full line would make some terminals begin another one, so the last column stays free. */
    private void draw(Cell line) {
        String text = line.cut(columns - 1);
        int width = Cell.of(text).width();
        err.print("\r" + text + " ".repeat(Math.max(0, drawn - width)));
        err.flush();
        drawn = Math.max(drawn, width);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }

    private static String elapsed(long millis) {
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = millis / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
