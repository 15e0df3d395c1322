package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Health;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What was last seen of one connector object. It belongs to the slot, not to the instance, so that nothing that an old
 * object did is told of the new one.
 */
public final class Observations {

    /** A call that failed, kept until one succeeds. */
    public record Failure(ConnectorException cause, Instant at) {}

    private final AtomicReference<Check> check = new AtomicReference<>();
    private volatile Failure lastFailure;
    private volatile Health health;

    /** The latest failed call, if none has succeeded since. */
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    public void failed(Failure failure) {
        lastFailure = failure;
    }

    public void succeeded() {
        lastFailure = null;
    }

    /** As last checked; empty if nobody has. */
    public Optional<Health> health() {
        return Optional.ofNullable(health);
    }

    public void health(Health found) {
        health = found;
    }

    /** The check that is under way, if one is: there are never two, so that one that hangs holds one thread. */
    public AtomicReference<Check> check() {
        return check;
    }
}
