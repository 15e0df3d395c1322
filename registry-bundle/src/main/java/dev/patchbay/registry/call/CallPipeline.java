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
import dev.patchbay.registry.lifecycle.SlotGone;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.unload.ContextLoader;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The one road of every call: correlation id, state, deadline, lease, connector, outcome. It runs on the caller's
 * thread; nothing here waits but for the connector, or for a change of the instance that is being taken in.
 */
public final class CallPipeline {
    private static final Duration WITHOUT_SETTINGS = Duration.ofSeconds(30);

    /** What a call does with the connector. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connector connector, CallScope call);
    }

    private final Deadlines deadlines;
    private final SerialQueues queues;
    private final IsolatedCalls isolated;
    private final CallEvents events;
    private final BiConsumer<Instance, String> afterOpening;
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
        this.deadlines = deadlines;
        this.queues = queues;
        this.isolated = isolated;
        this.events = events;
        this.afterOpening = afterOpening;
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
                    .inCall(caller.id(), correlationId);
        }
        long startedAt = System.nanoTime();
        Audience audience = events.audience();
        CallTrail trail = audience == null ? null : CallTrail.begin(audience, caller, kind, correlationId, startedAt);
        try {
            T result = routed(target, caller, kind, correlationId, startedAt, trail, mayHop, work);
            if (trail != null) {
                trail.ended(result, null);
            }
            return result;
        } catch (Throwable thrown) {
            throw failed(caller, kind, correlationId, trail, thrown);
        }
    }

    private static ConnectorException failed(
            Caller caller, CallKind kind, String correlationId, CallTrail trail, Throwable thrown) {
        ConnectorException failure = Faults.of(caller.id(), kind.operation(), thrown);
        ConnectorException told =
                failure.correlationId().isPresent() ? failure : failure.inCall(caller.id(), correlationId);
        if (trail != null) {
            trail.ended(null, told);
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
        Instance instance = target.get();
        Settings settings = instance.standing().settings();
        Duration timeout = timeout(settings, caller);
        if (!mayHop || !caller.isolated() && (settings == null || !settings.isolated())) {
            CallScope call = new CallScope(caller, kind, correlationId, timeout, startedAt, trail);
            return here(target, instance, call, work);
        }
        if (trail != null) {
            trail.share();
        }
        return isolated.run(instance.id(), kind, correlationId, timeout, () -> {
            CallScope call = new CallScope(caller, kind, correlationId, timeout, startedAt, trail);
            return here(target, instance, call, work);
        });
    }

    /** With the logging context of the call, which is put back as it was. */
    private <T> T here(Supplier<Instance> target, Instance instance, CallScope call, Work<T> work) {
        LoggingContext before = LoggingContext.enter(call, instance.name(), call.principalOrNull());
        deadlines.watch(call);
        try {
            return leased(target, instance, call, work);
        } finally {
            deadlines.forget(call);
            call.end();
            LoggingContext.leave(before);
        }
    }

    private <T> T leased(Supplier<Instance> target, Instance first, CallScope call, Work<T> work) {
        Instance instance = first;
        while (true) {
            ConnectorSlot slot = servingSlot(instance.standing(), call);
            boolean renewed = false;
            if (slot.lease()) {
                try {
                    return run(instance, slot, call, work);
                } catch (SlotGone gone) {
                    // Nothing was called yet; what replaces the slot is being decided.
                } catch (SecretsRenewed changed) {
                    renewed = true;
                } finally {
                    slot.release();
                }
            }
            if (renewed) {
                // Where the object has kept a secret, another object is being made ready.
                queues.settle(call.id().type(), Duration.ofNanos(call.leftNanos()));
                call.again();
            } else {
                awaitReplacement(target, slot, call);
            }
            instance = target.get();
        }
    }

    /** The slot is retired: what replaces it is being decided on the queue of its type. */
    private void awaitReplacement(Supplier<Instance> target, ConnectorSlot slot, CallScope call) {
        boolean settled = queues.settle(call.id().type(), Duration.ofNanos(call.leftNanos()));
        if (target.get().standing().slot() != slot) {
            return;
        }
        ConnectorException refusal = settled
                ? Refusals.gone(call.id())
                : new ConnectorException(
                        ErrorCode.TIMED_OUT, "'" + call.id() + "': a change of it is still being taken in; call again");
        throw refusal.inCall(call.id(), call.correlationId());
    }

    private <T> T run(Instance instance, ConnectorSlot slot, CallScope call, Work<T> work) {
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        call.reach(slot.version().version());
        try {
            Connector connector = slot.opened();
            if (connector == null) {
                connector = slot.connector(call, () -> afterOpening.accept(instance, call.correlationId()));
            }
            ContextLoader.enter(slot.loader());
            call.begin(slot.settings().mapping());
            T result = work.with(connector, call);
            if (result == null) {
                throw Faults.ofNull(call.id(), call.kind().operation());
            }
            Outcomes.succeeded(slot, call);
            call.attempted(null, null);
            return result;
        } catch (SlotGone gone) {
            call.unreached();
            throw gone;
        } catch (Throwable thrown) {
            SecretsRenewed.instead(slot, call, thrown);
            ConnectorException failure = Outcomes.failed(slot, call, thrown);
            call.attempted(failure, null);
            throw failure;
        } finally {
            ContextLoader.leave(outer);
        }
    }

    private static ConnectorSlot servingSlot(Standing standing, CallScope call) {
        ConnectorSlot slot = standing.slot();
        if (slot == null) {
            throw Refusals.of(call, standing).inCall(call.id(), call.correlationId());
        }
        return slot;
    }

    private static Duration timeout(Settings settings, Caller caller) {
        if (caller.timeout() != null) {
            return caller.timeout();
        }
        return settings == null ? WITHOUT_SETTINGS : settings.timeout();
    }

    /** Sixteen hexadecimal digits, half of a trace id; never zero. */
    static String newCorrelationId() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
