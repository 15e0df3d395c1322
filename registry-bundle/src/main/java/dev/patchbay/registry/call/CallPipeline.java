package dev.patchbay.registry.call;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.config.Settings;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The one road of every call: correlation id, state, deadline, lease, connector, outcome. It runs on the caller's
 * thread; nothing here waits but for the connector, or for a change of the instance that is being taken in.
 */
public final class CallPipeline {
    private static final Duration WITHOUT_SETTINGS = Duration.ofSeconds(30);
    private static final String CORRELATION_ID = "correlationId";
    private static final String INSTANCE = "instance";
    private static final String PRINCIPAL = "principal";
    private static final String TENANT = "tenant";

    /** What a call does with the connector. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connector connector, CallScope call);
    }

    private final Deadlines deadlines;
    private final SerialQueues queues;
    private final IsolatedCalls isolated;
    private final Consumer<Instance> afterOpening;
    private volatile boolean closed;

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
     * @param tenant on whose behalf: in the log, and where limits and metrics are kept
     */
    public <T> T call(Supplier<Instance> target, String tenant, CallOptions options, CallKind kind, Work<T> work) {
        if (closed) {
            // Told here, in classes that are loaded: of a bundle that has stopped no other can be had any more.
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "the runtime of this handle has stopped; get a new handle of another");
        }
        String correlationId = options.correlationId().orElseGet(CallPipeline::newCorrelationId);
        Instance instance = target.get();
        Standing standing = instance.standing();
        boolean hop = options.isIsolated()
                || standing.lastGood().map(Settings::isolated).orElse(false);
        if (!hop) {
            return here(target, tenant, options, correlationId, kind, work);
        }
        return isolated.run(
                instance.id(),
                kind,
                correlationId,
                timeout(standing, options),
                () -> here(target, tenant, options, correlationId, kind, work));
    }

    /** The registry has ended; handles outlive it. */
    public void close() {
        closed = true;
    }

    /** As {@link #call}, but on the calling thread whatever the instance says: for a thread that is a pool's already. */
    public <T> T callHere(Supplier<Instance> target, CallKind kind, Work<T> work) {
        return here(target, target.get().id().tenant(), CallOptions.none(), newCorrelationId(), kind, work);
    }

    /** With the logging context of the call, which is put back as it was. */
    private <T> T here(
            Supplier<Instance> target,
            String tenant,
            CallOptions options,
            String correlationId,
            CallKind kind,
            Work<T> work) {
        Instance instance = target.get();
        CallScope call = new CallScope(
                instance.id(),
                tenant,
                kind,
                correlationId,
                options.principal().orElse(null),
                timeout(instance.standing(), options));
        String outerCorrelation = MDC.get(CORRELATION_ID);
        String outerInstance = MDC.get(INSTANCE);
        String outerPrincipal = MDC.get(PRINCIPAL);
        String outerTenant = MDC.get(TENANT);
        MDC.put(CORRELATION_ID, correlationId);
        MDC.put(INSTANCE, instance.id().toString());
        MDC.put(TENANT, tenant);
        options.principal().ifPresent(name -> MDC.put(PRINCIPAL, name));
        deadlines.watch(call);
        try {
            return leased(target, call, work);
        } finally {
            deadlines.forget(call);
            call.end();
            restore(CORRELATION_ID, outerCorrelation);
            restore(INSTANCE, outerInstance);
            restore(PRINCIPAL, outerPrincipal);
            restore(TENANT, outerTenant);
        }
    }

    private <T> T leased(Supplier<Instance> target, CallScope call, Work<T> work) {
        while (true) {
            Instance instance = target.get();
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
        try {
            Connector connector = slot.connector(call, () -> afterOpening.accept(instance));
            ContextLoader.enter(slot.loader());
            call.begin(slot.version().version().getMajor(), slot.settings().mapping());
            T result = work.with(connector, call);
            if (result == null) {
                throw Faults.ofNull(call.id(), call.kind().operation());
            }
            Outcomes.succeeded(slot, call);
            return result;
        } catch (SlotGone gone) {
            throw gone;
        } catch (Throwable thrown) {
            SecretsRenewed.instead(slot, call, thrown);
            throw Outcomes.failed(slot, call, thrown);
        } finally {
            ContextLoader.leave(outer);
        }
    }

    private static ConnectorSlot servingSlot(Standing standing, CallScope call) {
        return standing.serving()
                .orElseThrow(() -> Refusals.of(call, standing).inCall(call.id(), call.correlationId()));
    }

    private static Duration timeout(Standing standing, CallOptions options) {
        return options.timeout()
                .or(() -> standing.lastGood().map(Settings::timeout))
                .orElse(WITHOUT_SETTINGS);
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
