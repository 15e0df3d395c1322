package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Faults;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.lifecycle.SlotGone;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.resilience.Breaker;
import dev.patchbay.registry.resilience.ConcurrentCalls;
import dev.patchbay.registry.unload.ContextLoader;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The attempts of a call, each from the outside in: retry ( breaker ( calls at the same time ( lease ( connector )))). Who
 * waits between two of them holds nothing of the instance.
 */
final class Attempts {
    private final SerialQueues queues;
    private final BiConsumer<Instance, String> afterOpening;

    Attempts(SerialQueues queues, BiConsumer<Instance, String> afterOpening) {
        this.queues = queues;
        this.afterOpening = afterOpening;
    }

    /** @param first what the target has just given */
    <T> T run(Supplier<Instance> target, Instance first, CallScope call, CallPipeline.Work<T> work) {
        Instance instance = first;
        while (true) {
            ConnectorSlot slot = servingSlot(instance.standing(), call);
            call.use(instance.limits(call.time()));
            try {
                return guarded(instance, slot, call, work);
            } catch (SlotGone gone) {
                // Nothing was called yet; what replaces the slot is being decided.
                awaitReplacement(target, slot, call);
            } catch (SecretsRenewed changed) {
                // Where the object has kept a secret, another object is being made ready.
                queues.settle(call.id().type(), Duration.ofNanos(call.leftNanos()));
                call.againRenewed();
            } catch (ConnectorException failure) {
                awaitNext(slot, call, failure);
                call.again();
            }
            instance = target.get();
        }
    }

    /** Only while the circuit breaker lets calls through; it learns how this one ended. */
    private <T> T guarded(Instance instance, ConnectorSlot slot, CallScope call, CallPipeline.Work<T> work) {
        if (!call.kind().isGuarded()) {
            return bounded(instance, slot, call, work);
        }
        Breaker breaker = call.limits().breaker();
        Object entry = breaker.enter();
        if (entry == null) {
            throw Refusals.open(call, breaker.state());
        }
        try {
            T result = bounded(instance, slot, call, work);
            breaker.succeeded(entry);
            return result;
        } catch (ConnectorException failure) {
            if (call.isToBlame(failure)) {
                breaker.failed(entry, failure);
            } else {
                breaker.left(entry);
            }
            throw failure;
        } catch (Throwable other) {
            breaker.left(entry);
            throw other;
        }
    }

    /** Only so many at the same time. */
    private <T> T bounded(Instance instance, ConnectorSlot slot, CallScope call, CallPipeline.Work<T> work) {
        if (!call.kind().isBounded()) {
            if (call.kind().asks()) {
                Admission.awaitPause(call);
            }
            return leased(instance, slot, call, work);
        }
        ConcurrentCalls calls = call.limits().calls();
        Admission.enter(call);
        try {
            return leased(instance, slot, call, work);
        } finally {
            calls.leave();
        }
    }

    private <T> T leased(Instance instance, ConnectorSlot slot, CallScope call, CallPipeline.Work<T> work) {
        Admission.attempt(call);
        if (!slot.lease()) {
            throw new SlotGone();
        }
        try {
            return connected(instance, slot, call, work);
        } finally {
            slot.release();
        }
    }

    private <T> T connected(Instance instance, ConnectorSlot slot, CallScope call, CallPipeline.Work<T> work) {
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
            if (call.kind() == CallKind.HEALTH && result instanceof Health health && health.usable()) {
                call.limits().breaker().recovered();
            }
            return result;
        } catch (SlotGone gone) {
            call.unreached();
            throw gone;
        } catch (Throwable thrown) {
            SecretsRenewed.instead(slot, call, thrown);
            throw Outcomes.failed(slot, call, thrown);
        } finally {
            ContextLoader.leave(outer);
            if (call.hasBegun() && call.requestsInAttempt() == 0 && call.kind().asks() && !call.usePrepaid()) {
                call.limits().rate().wasSilent();
            }
        }
    }

    /** Waits with nothing held until the call can be tried again. */
    private static void awaitNext(ConnectorSlot slot, CallScope call, ConnectorException failure) {
        if (failure != call.lastFailure()) {
            // A limit has refused this attempt: of a call that has failed before, that failure tells more.
            throw call.lastFailure() == null ? failure : ended(slot, call, call.lastFailure());
        }
        long wait = Retries.waitNanos(call, failure);
        call.attempted(failure, wait == Retries.NEVER ? null : Duration.ofNanos(wait));
        if (wait == Retries.NEVER || !Retries.await(call, failure, wait)) {
            throw ended(slot, call, failure);
        }
    }

    private static ConnectorException ended(ConnectorSlot slot, CallScope call, ConnectorException failure) {
        ConnectorException last = Retries.last(call, failure);
        Outcomes.remember(slot, call, last);
        return last;
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

    private static ConnectorSlot servingSlot(Standing standing, CallScope call) {
        ConnectorSlot slot = standing.slot();
        if (slot == null) {
            throw Refusals.of(call, standing).inCall(call.id(), call.correlationId());
        }
        return slot;
    }
}
