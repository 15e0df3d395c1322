package dev.patchbay.vault;

import dev.patchbay.model.ConnectorException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What Vault said of a path is good for a second, whether that was a secret or a refusal: the many keys of one secret, and
 * the many instances that refer to it, cost one request. Thread-safe.
 */
final class ShortMemory {
    private static final long GOOD = 1_000_000_000;

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    ShortMemory(LongSupplier clock) {
        this.clock = clock;
    }

    /** Asks by {@code question}, or waits for who has asked the same just now. */
    KeyValues.Version get(VaultPath path, Function<VaultPath, KeyValues.Version> question) {
        readings.values().removeIf(Reading::isOver);
        Reading reading = readings.computeIfAbsent(path.data(), any -> new Reading(() -> question.apply(path)));
        try {
            // Does nothing if somebody else does it or has done it.
            reading.run();
            return reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConnectorException told ? told : new IllegalStateException(e.getCause());
        } catch (InterruptedException | CancellationException e) {
            readings.remove(path.data(), reading);
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("the question for '" + path.path() + "' was given up; ask again");
        }
    }

    void forget(VaultPath path) {
        readings.remove(path.data());
    }

    private final class Reading extends FutureTask<KeyValues.Version> {
        private volatile long ended;

        Reading(Callable<KeyValues.Version> question) {
            super(question);
        }

        @Override
        protected void done() {
            ended = clock.getAsLong();
        }

        boolean isOver() {
            return isDone() && clock.getAsLong() - ended >= GOOD;
        }
    }
}
