package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** One configured instance: what it stands on now, and what was last seen of it. */
public final class Instance {

    /** A call that failed, kept until one succeeds. */
    public record Failure(ConnectorException cause, Instant at) {}

    private final InstanceId id;
    private final AtomicReference<CompletableFuture<Health>> check = new AtomicReference<>();
    private volatile Standing standing;
    private volatile Failure lastFailure;
    private volatile Health health;

    public Instance(InstanceId id, Standing standing) {
        this.id = id;
        this.standing = standing;
    }

    public InstanceId id() {
        return id;
    }

    public Standing standing() {
        return standing;
    }

    /** Only from the queue of its type. */
    void stand(Standing next) {
        standing = next;
    }

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

    /** As last checked; empty if nobody has, or if the connector object is another one now. */
    public Optional<Health> health() {
        return Optional.ofNullable(health);
    }

    public void health(Health found) {
        health = found;
    }

    /** The check that is under way, if one is: an instance never has two, so that one that hangs holds one thread. */
    public AtomicReference<CompletableFuture<Health>> check() {
        return check;
    }
}
