package dev.patchbay.registry.event;

import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.Redaction;
import dev.patchbay.model.InstanceId;
import java.time.Instant;
import java.util.Optional;

/** That a call has begun, and what is known of it from then on. */
public final class StartedCall implements CallFacts, CallEvent {
    private final InstanceId id;
    private final String correlationId;
    private final String tenant;
    private final long startedNanos;
    private final String operation;
    private final String principal;
    private final Redaction redaction;
    /** Null until somebody asks. */
    private Instant startedAt;

    /**
     * @param principal null if the caller says none
     * @param startedNanos by {@link System#nanoTime}
     * @param redaction takes secrets out of what callers and connectors have said freely
     */
    StartedCall(
            InstanceId id,
            String operation,
            String correlationId,
            String tenant,
            String principal,
            long startedNanos,
            Redaction redaction) {
        this.id = id;
        this.operation = operation;
        this.correlationId = correlationId;
        this.tenant = tenant;
        this.principal = principal;
        this.startedNanos = startedNanos;
        this.redaction = redaction;
    }

    @Override
    public void tell(CallListener listener) {
        listener.started(this);
    }

    /** A text without any secret; null stays null. */
    String clean(String text) {
        return redaction.redact(text, id);
    }

    @Override
    public InstanceId id() {
        return id;
    }

    @Override
    public String operation() {
        return clean(operation);
    }

    @Override
    public String correlationId() {
        return correlationId;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public Optional<String> principal() {
        return Optional.ofNullable(clean(principal));
    }

    @Override
    public Instant startedAt() {
        Instant known = startedAt;
        if (known == null) {
            known = Instant.now().minusNanos(System.nanoTime() - startedNanos);
            startedAt = known;
        }
        return known;
    }

    /** By the same clock, so that it is not before the start. */
    Instant at(long nanos) {
        return startedAt().plusNanos(nanos - startedNanos);
    }

    /** How long it has lasted at that time. */
    long until(long nanos) {
        return nanos - startedNanos;
    }

    @Override
    public String toString() {
        return operation() + " of " + id + ", " + correlationId;
    }
}
