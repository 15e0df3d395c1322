package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells a person every two seconds how far something has come; tells nobody else. */
final class Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Clock clock;
    private final Console console;
    private final Instant start;
    private Instant next;

    Progress(Clock clock, Console console) {
        this.clock = clock;
        this.console = console;
        this.start = clock.instant();
        this.next = start.plus(INTERVAL);
    }

    void records(long count) {
        Instant now = clock.instant();
        if (console.terminal() && !now.isBefore(next)) {
            next = now.plus(INTERVAL);
            console.err().print(summary(count) + "\n");
            console.err().flush();
        }
    }

    /** {@code 1,200 records in 2.0 s (600/s)}. */
    String summary(long count) {
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        String rate = seconds == 0 ? "" : String.format(Locale.ROOT, " (%,.0f/s)", count / seconds);
        return counted(count) + String.format(Locale.ROOT, " in %.1f s", seconds) + rate;
    }

    static String counted(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "record" : "records");
    }
}
