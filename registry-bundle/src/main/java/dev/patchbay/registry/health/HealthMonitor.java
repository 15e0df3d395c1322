package dev.patchbay.registry.health;

import dev.patchbay.api.HealthOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.call.CallPipeline;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.spi.Connector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks connectors how they are, through the same pipeline as any call, on threads of its own. An instance has one check
 * under way at most; who asks meanwhile waits for that one, but never longer than the instance's timeout and a second.
 */
public final class HealthMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    private static final int THREADS = 256;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Clock clock;
    private final ThreadPoolExecutor threads = Background.pool("health", THREADS);
    private volatile CallPipeline pipeline;

    public HealthMonitor(Clock clock) {
        this.clock = clock;
    }

    /** The pipeline tells the monitor of new connector objects, and so is made after it. */
    public void use(CallPipeline calls) {
        this.pipeline = calls;
    }

    /** Checks an instance whose object was just made, and logs if that finds something; returns at once. */
    public void opened(Instance instance) {
        start(instance).thenAccept(found -> {
            if (!found.usable()) {
                LOG.warn("'{}' was created, but is {}", instance.id(), found);
            }
        });
    }

    /** The answer, or a promise of it; asks nothing of an instance that does not serve. */
    public Answer ask(Instance instance, HealthOptions options) {
        Standing standing = instance.standing();
        if (standing.slot() == null) {
            return Answer.known(
                    standing.state() == InstanceState.DISABLED
                            ? Health.unknown(standing.reason())
                            : Health.down(standing.reason()));
        }
        if (!options.isCreate() && standing.visibleState() == InstanceState.READY) {
            return Answer.known(Health.unknown("nobody has called it yet"));
        }
        if (!options.isFresh()) {
            Health cached = instance.health().orElse(null);
            if (cached != null && isFresh(cached, standing.settings().healthTtl())) {
                return Answer.known(cached);
            }
        }
        Duration limit = standing.settings().timeout().plus(GRACE);
        return new Answer(start(instance), limit);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A health that is known or on its way; one that does not come in time is DOWN. */
    public static final class Answer {
        private final CompletableFuture<Health> health;
        private final Duration limit;
        private final long askedAt = System.nanoTime();

        private Answer(CompletableFuture<Health> health, Duration limit) {
            this.health = health;
            this.limit = limit;
        }

        static Answer known(Health health) {
            return new Answer(CompletableFuture.completedFuture(health), Duration.ZERO);
        }

        /** Waits until the answer is there or its time is up, counted from when it was asked for. */
        public Health await() {
            try {
                long left = limit.toNanos() - (System.nanoTime() - askedAt);
                return health.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return Health.down("the health check has not answered within " + limit.toSeconds()
                        + " s and ignores its interruption");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Health.unknown("whoever asked was interrupted");
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private boolean isFresh(Health health, Duration ttl) {
        return health.checkedAt()
                .map(at -> at.plus(ttl).isAfter(clock.instant()))
                .orElse(false);
    }

    private CompletableFuture<Health> start(Instance instance) {
        CompletableFuture<Health> mine = new CompletableFuture<>();
        CompletableFuture<Health> present = instance.check().compareAndExchange(null, mine);
        if (present != null) {
            return present;
        }
        threads.execute(() -> {
            Health found = check(instance);
            instance.health(found);
            instance.check().set(null);
            mine.complete(found);
        });
        return mine;
    }

    private Health check(Instance instance) {
        Instant started = clock.instant();
        Health found;
        try {
            found = pipeline.callHere(() -> instance, CallPipeline.HEALTH, Connector::health);
        } catch (ConnectorException failed) {
            found = Health.down(failed.getMessage());
        } catch (RuntimeException | Error unexpected) {
            found = Health.down("the check failed: " + unexpected);
        }
        Instant ended = clock.instant();
        return found.measured(ended, Duration.between(started, ended));
    }
}
