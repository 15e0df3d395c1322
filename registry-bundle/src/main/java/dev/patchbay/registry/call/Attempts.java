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
        long startedAt = call.startedAt();
        while (true) {
            ConnectorSlot slot = servingSlot(instance.standing(), call);
            Attempt attempt = new Attempt(call, slot, instance.limits(call.tenant(), call.time()), startedAt);
            try {
                return guarded(instance, attempt, work);
            } catch (SlotGone gone) {
                // Nothing was called yet; what replaces the slot is being decided.
                awaitReplacement(target, slot, call);
                startedAt = attempt.startedAt();
            } catch (SecretsRenewed changed) {
                // Where the object has kept a secret, another object is being made ready.
                queues.settle(call.id().type(), Duration.ofNanos(call.leftNanos()));
                call.history().touch(attempt.changes() > 1);
                call.history().againRenewed();
                startedAt = call.time().nanos();
            } catch (ConnectorException failure) {
                awaitNext(attempt, failure);
                call.history().again();
                startedAt = call.time().nanos();
            }
            instance = target.get();
        }
    }

    /** Only while the circuit breaker lets calls through; it learns how this one ended. */
    private <T> T guarded(Instance instance, Attempt attempt, CallPipeline.Work<T> work) {
        CallScope call = attempt.call();
        if (!call.kind().isGuarded()) {
            return bounded(instance, attempt, work);
        }
        Breaker breaker = attempt.limits().breaker();
        Object entry = breaker.enter();
        if (entry == null) {
            throw Refusals.open(call, breaker.state());
        }
        try {
            T result = bounded(instance, attempt, work);
            if (call.isAbandoned()) {
                breaker.left(entry);
            } else {
                breaker.succeeded(entry);
            }
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
    private <T> T bounded(Instance instance, Attempt attempt, CallPipeline.Work<T> work) {
        CallKind kind = attempt.call().kind();
        if (!kind.isBounded()) {
            if (kind.asks()) {
                Admission.awaitPause(attempt);
            }
            return leased(instance, attempt, work);
        }
        ConcurrentCalls calls = attempt.limits().calls();
        Admission.enter(attempt);
        try {
            return leased(instance, attempt, work);
        } finally {
            calls.leave();
        }
    }

    private <T> T leased(Instance instance, Attempt attempt, CallPipeline.Work<T> work) {
        Admission.attempt(attempt);
        ConnectorSlot slot = attempt.slot();
        if (!slot.lease()) {
            throw new SlotGone();
        }
        try {
            return connected(instance, attempt, work);
        } finally {
            slot.release();
        }
    }

    private <T> T connected(Instance instance, Attempt attempt, CallPipeline.Work<T> work) {
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        boolean mistaken = false;
        AttemptTrail.reached(attempt);
        try {
            Connector connector = opened(instance, attempt);
            ContextLoader.enter(attempt.slot().loader());
            attempt.begin();
            T result = work.with(connector, attempt);
            if (result == null) {
                throw Faults.ofNull(attempt.id(), attempt.call().kind().operation());
            }
            Outcomes.succeeded(attempt);
            if (attempt.call().kind() == CallKind.HEALTH && result instanceof Health health && health.usable()) {
                instance.recovered();
            }
            return result;
        } catch (SlotGone gone) {
            AttemptTrail.unreached(attempt);
            throw gone;
        } catch (Throwable thrown) {
            SecretsRenewed.instead(attempt, thrown);
            ConnectorException failure = Outcomes.failed(attempt, thrown);
            mistaken = Outcomes.isOfCaller(failure);
            throw failure;
        } finally {
            ContextLoader.leave(outer);
            if (!mistaken
                    && attempt.hasBegun()
                    && !attempt.hasAsked()
                    && attempt.call().kind().asks()
                    && !attempt.usePrepaid()) {
                attempt.limits().rate().wasSilent();
            }
        }
    }

    private Connector opened(Instance instance, Attempt attempt) {
        Connector present = attempt.slot().opened();
        return present != null
                ? present
                : attempt.slot().connector(attempt, () -> afterOpening.accept(instance, attempt.correlationId()));
    }

    /** Waits with nothing held until the call can be tried again. */
    private static void awaitNext(Attempt attempt, ConnectorException failure) {
        ConnectorException made = attempt.call().history().lastFailure();
        if (failure != made) {
            // A limit has refused this attempt: of a call that has failed before, that failure tells more.
            throw made == null ? failure : ended(attempt, made);
        }
        long wait = Retries.waitNanos(attempt, failure);
        AttemptTrail.failed(attempt, failure, wait == Retries.NEVER ? null : Duration.ofNanos(wait));
        if (wait == Retries.NEVER || !Retries.await(attempt.call(), failure, wait)) {
            throw ended(attempt, failure);
        }
    }

    private static ConnectorException ended(Attempt attempt, ConnectorException failure) {
        ConnectorException last = Retries.last(attempt, failure);
        Outcomes.remember(attempt, last);
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
        throw Refusals.told(call, refusal);
    }

    private static ConnectorSlot servingSlot(Standing standing, CallScope call) {
        ConnectorSlot slot = standing.slot();
        if (slot == null) {
            throw Refusals.told(call, Refusals.of(call, standing));
        }
        return slot;
    }
}
