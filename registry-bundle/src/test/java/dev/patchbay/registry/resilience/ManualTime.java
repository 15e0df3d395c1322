package dev.patchbay.registry.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when a test lets it, or when somebody sleeps: at once then. */
public final class ManualTime implements Time {
    private final List<Duration> sleeps = new ArrayList<>();
    private long now = 1_000_000_007L;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            sleeps.add(Duration.ofNanos(nanos));
            now += nanos;
        }
    }

    public synchronized void pass(Duration duration) {
        now += duration.toNanos();
    }

    /** Who slept for how long, in that order. */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}
