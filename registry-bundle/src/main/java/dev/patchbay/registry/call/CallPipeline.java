package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.event.Audience;
import dev.patchbay.registry.event.CallEvents;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Faults;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.resilience.Time;
import dev.patchbay.registry.threads.Conduct;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The one road of every call: correlation id, deadline, and then its {@link Attempts}. It runs on the caller's thread, which
 * waits for the connector, for what the limits of the instance give, and for a change of it that is being taken in; all of
 * that within one deadline.
 */
public final class CallPipeline {
    private static final Duration WITHOUT_SETTINGS = Duration.ofSeconds(30);

    /** What a call does with the connector. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connector connector, Attempt attempt);
    }

    private final Deadlines deadlines;
    private final IsolatedCalls isolated;
    private final CallEvents events;
    private final Attempts attempts;
    private final Time time;
    private volatile boolean closed;

    /**
     * @param afterOpening hears of every instance whose connector object was just made, and of the correlation id of the
     *     call that needed it; must return at once
     */
    public CallPipeline(
            Deadlines deadlines,
            SerialQueues queues,
            IsolatedCalls isolated,
            CallEvents events,
            BiConsumer<Instance, String> afterOpening) {
        this(deadlines, queues, isolated, events, afterOpening, Time.SYSTEM);
    }

    /** With a time that somebody else may make pass. */
    public CallPipeline(
            Deadlines deadlines,
            SerialQueues queues,
            IsolatedCalls isolated,
            CallEvents events,
            BiConsumer<Instance, String> afterOpening,
            Time time) {
        this.deadlines = deadlines;
        this.isolated = isolated;
        this.events = events;
        this.attempts = new Attempts(queues, afterOpening);
        this.time = time;
    }

    /**
     * Runs one call.
     *
     * @param target gives the instance anew each time it is asked, and fails if there is none
     */
    public <T> T call(Supplier<Instance> target, Caller caller, CallKind kind, Work<T> work) {
        return told(target, caller, kind, true, work);
    }

    /** As {@link #call}, but on the calling thread whatever the instance says: for a thread that is a pool's already. */
    public <T> T callHere(Supplier<Instance> target, Caller caller, CallKind kind, Work<T> work) {
        return told(target, caller, kind, false, work);
    }

    /** The registry has ended; handles outlive it. */
    public void close() {
        closed = true;
    }

    /** Those who listen hear of the beginning and, whatever happens, of the end. */
    private <T> T told(Supplier<Instance> target, Caller caller, CallKind kind, boolean mayHop, Work<T> work) {
        String correlationId = caller.correlationId() == null ? newCorrelationId() : caller.correlationId();
        if (closed) {
            // Told here, in classes that are loaded: of a bundle that has stopped no other can be had any more.
            throw new ConnectorException(
                            ErrorCode.CONNECTOR_NOT_FOUND,
                            "the runtime of this handle has stopped; get a new handle of another")
                    .unapplied()
                    .inCall(caller.id(), correlationId, caller.principal());
        }
        long startedAt = time.nanos();
        Audience audience = events.audience();
        CallTrail trail = audience == null ? null : CallTrail.of(audience, caller, kind, correlationId, startedAt);
        try {
            T result = routed(target, caller, kind, correlationId, startedAt, trail, mayHop, work);
            if (trail != null) {
                trail.ended(trail.end(time), result, null);
            }
            return result;
        } catch (Throwable thrown) {
            throw failed(caller, kind, correlationId, trail, thrown);
        }
    }

    private ConnectorException failed(
            Caller caller, CallKind kind, String correlationId, CallTrail trail, Throwable thrown) {
        ConnectorException failure = Faults.of(caller.id(), kind.operation(), thrown);
        ConnectorException told = failure.correlationId().isPresent()
                ? failure
                : failure.inCall(caller.id(), correlationId, caller.principal());
        if (trail != null) {
            trail.ended(time.nanos(), null, told);
        }
        return told;
    }

    private <T> T routed(
            Supplier<Instance> target,
            Caller caller,
            CallKind kind,
            String correlationId,
            long startedAt,
            CallTrail trail,
            boolean mayHop,
            Work<T> work) {
        Instance instance = found(target);
        Standing standing = instance.standing();
        Settings settings = standing.settings();
        Duration timeout = timeout(settings, caller);
        if (!mayHop
                || !caller.isolated() && (settings == null || !settings.common().isolated())) {
            CallScope call = new CallScope(caller, kind, correlationId, timeout, time, startedAt, trail);
            return here(target, instance, call, work);
        }
        if (trail != null) {
            trail.share();
        }
        IsolatedWork<T> attemptsElsewhere = new IsolatedAttempts<>(
                instance,
                standing.slot(),
                () -> new CallScope(caller, kind, correlationId, timeout, time, startedAt, trail),
                call -> here(target, instance, call, work));
        return isolated.run(instance.id(), caller.tenant(), kind, timeout, conduct(standing), attemptsElsewhere);
    }

    private static Instance found(Supplier<Instance> target) {
        try {
            return target.get();
        } catch (ConnectorException gone) {
            throw gone.unapplied();
        }
    }

    /** With the logging context of the call, which is put back as it was. */
    private <T> T here(Supplier<Instance> target, Instance instance, CallScope call, Work<T> work) {
        LoggingContext before = LoggingContext.enter(call, instance.name(), call.principal());
        try {
            deadlines.watch(call);
            return attempts.run(target, instance, call, work);
        } finally {
            deadlines.forget(call);
            call.end();
            LoggingContext.leave(before);
        }
    }

    private static Conduct conduct(Standing standing) {
        ConnectorSlot slot = standing.slot();
        return slot == null ? new Conduct() : slot.observations().conduct();
    }

    private static Duration timeout(Settings settings, Caller caller) {
        if (caller.timeout() != null) {
            return caller.timeout();
        }
        return settings == null ? WITHOUT_SETTINGS : settings.common().timeout();
    }

    /** Sixteen hexadecimal digits, half of a trace id; never zero. */
    public static String newCorrelationId() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
