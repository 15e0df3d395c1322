package dev.patchbay.registry.evidence;

import dev.patchbay.model.Health;
import java.time.Duration;

/**
 * What the latest check of a connector object has found. Its times are of {@link System#nanoTime}.
 *
 * @param found with the wall clock's time, for people
 */
public record CheckSeen(Health found, long begunAt, long endedAt) {

    /** Whether it holds still. */
    public boolean isFresh(long nanos, Duration ttl) {
        return nanos - endedAt < ttl.toNanos();
    }
}
