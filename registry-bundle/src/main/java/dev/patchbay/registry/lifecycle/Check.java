package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.Health;
import java.util.concurrent.CompletableFuture;

/** One health check under way. */
public final class Check {
    private final CompletableFuture<Health> result = new CompletableFuture<>();
    private volatile long begunAt;
    private volatile boolean begun;

    /** Completed with what was found; never exceptionally. */
    public CompletableFuture<Health> result() {
        return result;
    }

    /** A thread has been found for it. */
    public void begin() {
        begunAt = System.nanoTime();
        begun = true;
    }

    public boolean hasBegun() {
        return begun;
    }

    /** For how long it has been running; 0 while it waits for a thread. */
    public long runningNanos() {
        return begun ? System.nanoTime() - begunAt : 0;
    }
}
