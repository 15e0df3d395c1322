package dev.patchbay.registry.resilience;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the calls of one tenant to an instance meet, and how much of it is used: of the tenant that the instance belongs to,
 * all there is; of one with which that shares it, a circuit breaker of its own, a share of the places and of the requests,
 * and the pause of all, since a service asks that of whoever has the credential.
 *
 * <p>Thread-safe; a call that meets no limit takes no lock.
 */
public final class Limits {
    private final InstanceId id;
    private final Time time;
    private final BreakerLog log;
    private final Breaker breaker;
    private final ConcurrentCalls calls;
    private final RequestRate rate;
    private final Pause pause;
    /** Those by which the parts stand. */
    private volatile Settings settings;

    /** All there is. */
    Limits(InstanceId id, Settings settings, Time time) {
        this.id = id;
        this.time = time;
        this.log = new BreakerLog(id, null);
        this.breaker = new Breaker(
                log,
                settings.common().breakerFailureThreshold(),
                settings.common().breakerOpenDuration(),
                time);
        this.calls = new ConcurrentCalls(settings.common().maxConcurrentCalls());
        this.rate = new RequestRate(id.toString(), time);
        this.pause = new Pause(time);
        use(settings);
    }

    /** What another tenant has of all there is. */
    Limits(Limits total, String tenant) {
        this.id = total.id;
        this.time = total.time;
        this.settings = total.settings;
        this.log = new BreakerLog(id, tenant);
        this.breaker = new Breaker(
                log,
                settings.common().breakerFailureThreshold(),
                settings.common().breakerOpenDuration(),
                time);
        this.calls = new ConcurrentCalls(settings.common().tenantMaxConcurrentCalls(), total.calls);
        this.rate = new RequestRate(total.rate);
        this.pause = total.pause;
        useShare(settings);
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

    InstanceId id() {
        return id;
    }

    /** Whether they stand by these settings. */
    boolean isOf(Settings present) {
        return settings == present;
    }

    /** Changes all there is and keeps what is used of it. */
    void use(Settings changed) {
        settings = changed;
        breaker.limit(
                changed.common().breakerFailureThreshold(), changed.common().breakerOpenDuration());
        calls.most(changed.common().maxConcurrentCalls());
        rate.limit(changed.common().rateLimitPerMinute());
    }

    /** As {@link #use}, what another tenant has of it. */
    void useShare(Settings changed) {
        settings = changed;
        breaker.limit(
                changed.common().breakerFailureThreshold(), changed.common().breakerOpenDuration());
        calls.most(changed.common().tenantMaxConcurrentCalls());
        rate.limit(changed.common().tenantRateLimitPerMinute());
    }

    /** By an operator, and told to the log. */
    void order(BreakerOrder order) {
        breaker.order(order);
        log.ordered(order);
    }

    /** Whether nothing of them is used, so that others made anew would be the same. */
    boolean isUnused() {
        return calls.isIdle() && breaker.isQuiet() && rate.isUnspent();
    }

    /** @param tenants what others have of it */
    LimitStatus status(Map<String, LimitStatus> tenants) {
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
                calls.most(),
                tenants);
    }
}
