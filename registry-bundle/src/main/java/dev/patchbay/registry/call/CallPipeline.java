package dev.patchbay.registry.call;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Faults;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.secret.Redactor;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one road of every call: correlation id, state, deadline, lease, connector, outcome. It runs on the caller's
 * thread; nothing here waits but for the connector, or for a change of the instance that is being taken in.
 */
public final class CallPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(CallPipeline.class);
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(30);

    /** The operation of a health check, which says nothing about whether callers' calls succeed. */
    public static final String HEALTH = "health";

    /** What a call does with the connector. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connector connector, CallScope call);
    }

    private final Deadlines deadlines;
    private final SerialQueues queues;
    private final IsolatedCalls isolated;
    private final Consumer<Instance> afterOpening;

    /** @param afterOpening hears of every instance whose connector object was just made; must return at once */
    public CallPipeline(
            Deadlines deadlines, SerialQueues queues, IsolatedCalls isolated, Consumer<Instance> afterOpening) {
        this.deadlines = deadlines;
        this.queues = queues;
        this.isolated = isolated;
        this.afterOpening = afterOpening;
    }

    /**
     * Runs one call.
     *
     * @param target gives the instance anew each time it is asked, and fails if there is none
     * @param operation its name in logs and messages, such as {@code pull}
     */
    public <T> T call(Supplier<Instance> target, CallOptions options, String operation, Work<T> work) {
        Instance instance = target.get();
        String correlationId = options.correlationId().orElseGet(CallPipeline::newCorrelationId);
        boolean hop = options.isIsolated()
                || instance.standing().lastGood().map(each -> each.isolated()).orElse(false);
        if (!hop) {
            return here(target, options, correlationId, operation, work);
        }
        Duration timeout = timeout(instance.standing(), options);
        return isolated.run(
                instance.id(), operation, timeout, () -> here(target, options, correlationId, operation, work));
    }

    /** As {@link #call}, but on the calling thread whatever the instance says: for a thread that is a pool's already. */
    public <T> T callHere(Supplier<Instance> target, String operation, Work<T> work) {
        return here(target, CallOptions.none(), newCorrelationId(), operation, work);
    }

    /** With the logging context of the call, which is put back as it was. */
    private <T> T here(
            Supplier<Instance> target, CallOptions options, String correlationId, String operation, Work<T> work) {
        String outerCorrelation = MDC.get("correlationId");
        String outerInstance = MDC.get("instance");
        try {
            MDC.put("correlationId", correlationId);
            return lease(target, options, correlationId, operation, work);
        } finally {
            restore("correlationId", outerCorrelation);
            restore("instance", outerInstance);
        }
    }

    private <T> T lease(
            Supplier<Instance> target, CallOptions options, String correlationId, String operation, Work<T> work) {
        Instance instance = target.get();
        MDC.put("instance", instance.id().toString());
        Standing standing = instance.standing();
        ConnectorSlot slot = servingSlot(instance, standing, correlationId);
        while (!slot.lease()) {
            // The slot was retired: what replaces it is being decided on the queue of its type.
            queues.settle(instance.id().type(), CHANGE_LIMIT);
            instance = target.get();
            standing = instance.standing();
            ConnectorSlot next = servingSlot(instance, standing, correlationId);
            if (next == slot) {
                throw Refusals.gone(instance.id()).inCall(instance.id(), correlationId);
            }
            slot = next;
        }
        try {
            CallScope scope = new CallScope(
                    instance.id(),
                    slot.version().version().getMajor(),
                    operation,
                    correlationId,
                    timeout(standing, options));
            return run(instance, slot, scope, work);
        } finally {
            slot.release();
        }
    }

    private <T> T run(Instance instance, ConnectorSlot slot, CallScope scope, Work<T> work) {
        deadlines.watch(scope);
        try {
            T result = work.with(slot.connector(scope, () -> afterOpening.accept(instance)), scope);
            if (result == null) {
                throw Faults.ofNull(instance.id(), scope.operation());
            }
            succeeded(instance, scope);
            return result;
        } catch (Throwable thrown) {
            throw failed(instance, slot, scope, thrown);
        } finally {
            deadlines.forget(scope);
            scope.end();
        }
    }

    private static ConnectorSlot servingSlot(Instance instance, Standing standing, String correlationId) {
        return standing.serving()
                .orElseThrow(() -> Refusals.of(instance.id(), standing).inCall(instance.id(), correlationId));
    }

    private static Duration timeout(Standing standing, CallOptions options) {
        return options.timeout()
                .or(() -> standing.lastGood().map(each -> each.timeout()))
                .orElse(CHANGE_LIMIT);
    }

    private static void succeeded(Instance instance, CallScope scope) {
        if (instance.lastFailure().isPresent() && !scope.operation().equals(HEALTH)) {
            instance.succeeded();
            LOG.info("'{}': {} succeeds again", instance.id(), scope.operation());
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "'{}': {} ended after {} us and {} requests",
                    instance.id(),
                    scope.operation(),
                    scope.elapsedNanos() / 1_000,
                    scope.requests());
        }
    }

    private static ConnectorException failed(Instance instance, ConnectorSlot slot, CallScope scope, Throwable thrown) {
        ConnectorException told = scope.wasInterrupted() && !isTimeout(thrown)
                ? scope.timedOut(thrown)
                : Faults.of(instance.id(), scope.operation(), thrown);
        ConnectorException safe = told.withMessage(
                        Redactor.of(slot.settings().secrets()).redact(told.getMessage()))
                .inCall(instance.id(), scope.correlationId());
        if (!scope.operation().equals(HEALTH)) {
            remember(instance, scope, safe);
        }
        return safe;
    }

    /** Logs a failure once, not each time a caller meets it again. */
    private static void remember(Instance instance, CallScope scope, ConnectorException failure) {
        boolean known = instance.lastFailure()
                .map(before -> before.cause().getMessage().equals(failure.getMessage()))
                .orElse(false);
        instance.failed(new Instance.Failure(failure, Instant.now()));
        String message = failure.getMessage();
        if (known) {
            LOG.debug("'{}': {} failed again: {}", instance.id(), scope.operation(), message);
        } else if (failure.code() == ErrorCode.CONNECTOR_FAULT) {
            LOG.warn("'{}': {} failed: {}", instance.id(), scope.operation(), message, failure);
        } else {
            LOG.warn("'{}': {} failed with {}: {}", instance.id(), scope.operation(), failure.code(), message);
        }
    }

    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof ConnectorException told && told.code() == ErrorCode.TIMED_OUT;
    }

    private static void restore(String key, String before) {
        if (before == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, before);
        }
    }

    private static String newCorrelationId() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
