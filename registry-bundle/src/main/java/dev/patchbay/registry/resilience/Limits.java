package dev.patchbay.registry.resilience;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The limits of one instance, and how much of them is used. Made at its first call and kept as long as the instance is
 * there: over changed settings, other connector objects and other versions. Thread-safe; a call that meets no limit takes
 * no lock.
 */
public final class Limits {
    private final InstanceId id;
    private final Breaker breaker;
    private final ConcurrentCalls calls;
    private final RequestRate rate;
    private final Pause pause;
    /** Those by which the parts stand; written under this. */
    private volatile Settings settings;

    public Limits(InstanceId id, Settings settings, Time time) {
        this.id = id;
        this.settings = settings;
        this.breaker = new Breaker(id, settings.breakerFailureThreshold(), settings.breakerOpenDuration(), time);
        this.calls = new ConcurrentCalls(settings.maxConcurrentCalls());
        this.rate = new RequestRate(id.toString(), time);
        this.pause = new Pause(time);
        rate.limit(settings.rateLimitPerMinute());
    }

    /** As those of an instance that nobody has called. */
    public static LimitStatus unused(InstanceId id, Settings settings) {
        OptionalInt rate = settings.rateLimitPerMinute();
        return new CurrentLimits(
                id,
                LimitStatus.Breaker.CLOSED,
                0,
                settings.breakerFailureThreshold(),
                Optional.empty(),
                rate,
                rate.isEmpty() ? rate : OptionalInt.of(RequestRate.share(rate.getAsInt())),
                Optional.empty(),
                0,
                settings.maxConcurrentCalls());
    }

    /** Whether they stand by these settings. */
    public boolean isOf(Settings present) {
        return settings == present;
    }

    /** Changes the limits and keeps what is used of them. */
    public synchronized void use(Settings changed) {
        settings = changed;
        breaker.limit(changed.breakerFailureThreshold(), changed.breakerOpenDuration());
        calls.most(changed.maxConcurrentCalls());
        rate.limit(changed.rateLimitPerMinute());
    }

    public Breaker breaker() {
        return breaker;
    }

    public ConcurrentCalls calls() {
        return calls;
    }

    public RequestRate rate() {
        return rate;
    }

    public Pause pause() {
        return pause;
    }

    public RetryRule retries() {
        return new RetryRule(settings);
    }

    /** By an operator. A reset also ends a pause that the external system has asked for. */
    public void order(BreakerOrder order) {
        breaker.order(order);
        if (order == BreakerOrder.RESET) {
            pause.end();
        }
    }

    public LimitStatus status() {
        BreakerState present = breaker.state();
        return new CurrentLimits(
                id,
                present.breaker(),
                present.failures(),
                present.threshold(),
                present.breaker() == LimitStatus.Breaker.OPEN
                        ? Optional.of(Duration.ofNanos(present.openNanos()))
                        : Optional.empty(),
                rate.perMinute(),
                rate.available(),
                Optional.of(pause.leftNanos()).filter(left -> left > 0).map(Duration::ofNanos),
                calls.underWay(),
                calls.most());
    }
}
