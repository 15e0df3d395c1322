package dev.patchbay.registry.install;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Files that end too early, as those do that somebody still writes to. However often they are looked at, they are only
 * told of when they have not grown for a while. Thread-safe.
 */
final class UnfinishedCopies {
    private final long patienceNanos;
    private final LongSupplier clock;
    private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();

    /** @param clock nanoseconds, as {@link System#nanoTime} gives them */
    UnfinishedCopies(Duration patience, LongSupplier clock) {
        this.patienceNanos = patience.toNanos();
        this.clock = clock;
    }

    private record Sighting(Stamp stamp, long since) {}

    /** Whether a file that ends too early has been like that for so long that nobody writes to it any more. */
    boolean isGivenUp(String file, Stamp stamp) {
        long now = clock.getAsLong();
        Sighting first = sightings.compute(
                file,
                (name, before) -> before != null && before.stamp().equals(stamp) ? before : new Sighting(stamp, now));
        return now - first.since() >= patienceNanos;
    }

    /** The file is whole, or gone. */
    void forget(String file) {
        sightings.remove(file);
    }
}
