package dev.patchbay.registry.call;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.resilience.Time;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The one road of every call: correlation id, deadline, and then its {@link Attempts}. It runs on the caller's thread, which
 * waits for the connector, for what the limits of the instance give, and for a change of it that is being taken in; all of
 * that within one deadline.
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
    private final IsolatedCalls isolated;
    private final Attempts attempts;
    private final Time time;
    private volatile boolean closed;

    /** @param afterOpening hears of every instance whose connector object was just made; must return at once */
    public CallPipeline(
            Deadlines deadlines, SerialQueues queues, IsolatedCalls isolated, Consumer<Instance> afterOpening) {
        this(deadlines, queues, isolated, afterOpening, Time.SYSTEM);
    }

    /** With a time that somebody else makes pass. */
    public CallPipeline(
            Deadlines deadlines,
            SerialQueues queues,
            IsolatedCalls isolated,
            Consumer<Instance> afterOpening,
            Time time) {
        this.deadlines = deadlines;
        this.isolated = isolated;
        this.attempts = new Attempts(queues, afterOpening);
        this.time = time;
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
                timeout(instance.standing(), options),
                time);
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
            return attempts.run(target, call, work);
        } finally {
            deadlines.forget(call);
            call.end();
            restore(CORRELATION_ID, outerCorrelation);
            restore(INSTANCE, outerInstance);
            restore(PRINCIPAL, outerPrincipal);
            restore(TENANT, outerTenant);
        }
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
