package dev.patchbay.registry.health;

import dev.patchbay.api.HealthOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.call.CallKind;
import dev.patchbay.registry.call.CallPipeline;
import dev.patchbay.registry.call.Caller;
import dev.patchbay.registry.lifecycle.Check;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.threads.LightWorkers;
import dev.patchbay.registry.threads.Turn;
import dev.patchbay.spi.Connector;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks connectors how they are, through the same pipeline as any call, on threads of its own; and only where calls and
 * the latest check do not tell it already. A connector object has one check under way at most; who asks meanwhile waits for
 * that one, but never longer than the instance's timeout and a second, and only once: that a check hangs is remembered as
 * any other finding.
 */
public final class HealthMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    /** Where checks take a few milliseconds each, more would take longer to start than they save. */
    private static final int THREADS = 320;

    private static final int VIRTUAL_THREADS = 1_024;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Verdicts verdicts;
    private final LightWorkers threads = new LightWorkers("health", THREADS, VIRTUAL_THREADS);
    private volatile CallPipeline pipeline;

    public HealthMonitor(Clock clock) {
        this(clock, System::nanoTime);
    }

    /**
     * @param clock of the times that are told
     * @param nanos by which findings age, whatever happens to the clock
     */
    public HealthMonitor(Clock clock, LongSupplier nanos) {
        this.verdicts = new Verdicts(clock, nanos);
    }

    /** The pipeline tells the monitor of new connector objects, and so is made after it. */
    public void use(CallPipeline calls) {
        this.pipeline = calls;
    }

    /**
     * Checks an instance whose object was just made, and logs if that finds something; returns at once.
     *
     * @param correlationId of the call that needed the object: the check is a consequence of it
     */
    public void opened(Instance instance, String correlationId) {
        instance.standing()
                .serving()
                .ifPresent(slot -> start(instance, slot, correlationId).result().thenAccept(found -> {
                    if (!found.usable()) {
                        LOG.warn("'{}' was created, but is {}", instance.id(), found);
                    }
                }));
    }

    /**
     * Checks an instance that serves, and makes its object if need be, unless a check is under way; returns at once. Logs
     * when it goes down, and when it is back.
     */
    public void check(Instance instance) {
        Health before = known(instance);
        instance.standing()
                .serving()
                .ifPresent(slot -> start(instance, slot, null).result().thenAccept(found -> {
                    if (found.status() == Health.Status.DOWN && before.status() != Health.Status.DOWN) {
                        LOG.warn("'{}' is {}", instance.id(), found);
                    } else if (found.usable() && before.status() == Health.Status.DOWN) {
                        LOG.info("'{}' is back: {}", instance.id(), found);
                    }
                }));
    }

    /** What is known of an instance; asks and makes nothing. */
    public Health known(Instance instance) {
        Standing standing = instance.standing();
        return standing.serving()
                .map(slot -> verdicts.known(instance, slot))
                .orElseGet(() -> Health.unknown(standing.reason()));
    }

    /**
     * What was found of an instance, as a tenant meets it with which that is shared: of its own circuit breaker, and of no
     * other's.
     */
    public Health met(Instance instance, String tenant, Health found) {
        return instance.standing()
                .serving()
                .map(slot -> verdicts.met(instance, slot, tenant, found))
                .orElse(found);
    }

    /** The answer, or a promise of it; asks nothing of an instance that does not serve. */
    public HealthAnswer ask(Instance instance, HealthOptions options) {
        Standing standing = instance.standing();
        ConnectorSlot slot = standing.slot();
        if (slot == null) {
            return HealthAnswer.known(
                    standing.state() == InstanceState.DISABLED
                            ? Health.unknown(standing.reason())
                            : Health.down(standing.reason()));
        }
        if (!options.isCreate() && standing.visibleState() == InstanceState.READY) {
            return HealthAnswer.known(Health.unknown("nobody has called it yet"));
        }
        return (options.isFresh() ? Optional.<Health>empty() : verdicts.fresh(instance, slot))
                .map(HealthAnswer::known)
                .orElseGet(() -> new HealthAnswer(
                        start(instance, slot, null),
                        instance,
                        slot,
                        slot.settings().common().timeout().plus(GRACE),
                        verdicts));
    }

    @Override
    public void close() {
        threads.close();
    }

    /** @param correlationId null if the check has no other cause than to be asked for */
    private Check start(Instance instance, ConnectorSlot slot, String correlationId) {
        Check mine = new Check();
        Check present = slot.observations().check().compareAndExchange(null, mine);
        if (present != null) {
            return present;
        }
        Turn turn = slot.observations().conduct().turn(CallKind.HEALTH.operation());
        try {
            threads.execute(() -> run(instance, slot, mine, correlationId, turn), turn);
        } catch (RejectedExecutionException stopping) {
            turn.drop();
            end(slot, mine, Health.unknown("the runtime is stopping"));
        }
        return mine;
    }

    private void run(Instance instance, ConnectorSlot slot, Check check, String correlationId, Turn turn) {
        check.begin();
        turn.begin();
        long begunAt = verdicts.now();
        Health found = Health.unknown("the connector object was replaced before it was checked");
        try {
            if (instance.standing().slot() != slot) {
                return;
            }
            Caller runtime = Caller.runtime(instance.id(), correlationId);
            Health told = pipeline.callHere(() -> instance, runtime, CallKind.HEALTH, Connector::health);
            found = told.withMessage(slot.redacted(told.message()));
        } catch (ConnectorException failed) {
            found = Health.down(failed);
        } catch (Throwable unexpected) {
            found = Health.down(slot.redacted("the check failed: " + unexpected));
        } finally {
            turn.end();
            remember(instance, slot, check, found, begunAt);
        }
    }

    /** The check is over, whatever happens here: nobody could begin another one otherwise. */
    private void remember(Instance instance, ConnectorSlot slot, Check check, Health found, long begunAt) {
        Health told = found;
        try {
            told = verdicts.checked(instance, slot, found, begunAt);
        } finally {
            end(slot, check, told);
        }
    }

    private static void end(ConnectorSlot slot, Check check, Health found) {
        slot.observations().check().set(null);
        check.result().complete(found);
    }
}
