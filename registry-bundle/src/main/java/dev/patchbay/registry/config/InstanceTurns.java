package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes changes of one instance's configuration one after the other: ConfigurationAdmin hands out a configuration that is
 * just being deleted, and its events about both may come in the wrong order. It calls others' synchronous listeners
 * meanwhile, so nobody waits here for ever. Thread-safe.
 */
final class InstanceTurns {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Lock[] turns = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    /** @throws IllegalStateException if another change does not end, or the thread is interrupted */
    <T> T take(InstanceId id, Supplier<T> work) {
        Lock turn = turns[Math.floorMod(id.hashCode(), turns.length)];
        boolean ours = false;
        try {
            ours = turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!ours) {
                throw new IllegalStateException(
                        "The configuration of '" + id + "' cannot be changed: another change has "
                                + "not ended within " + PATIENCE.toSeconds()
                                + " s, probably because a listener of a bundle does not "
                                + "return; a thread dump shows which");
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The configuration of '" + id + "' was not changed: interrupted", e);
        } finally {
            if (ours) {
                turn.unlock();
            }
        }
    }
}
