package dev.patchbay.registry.event;

import java.time.Duration;

/** Runs what does not wait, after a while, on a thread of the runtime. */
@FunctionalInterface
public interface Later {
    void run(Duration delay, Runnable task);
}
