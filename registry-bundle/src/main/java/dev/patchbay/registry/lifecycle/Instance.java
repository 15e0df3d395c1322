package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.resilience.BreakerState;
import dev.patchbay.registry.resilience.InstanceLimits;
import dev.patchbay.registry.resilience.Limits;
import dev.patchbay.registry.resilience.Time;
import java.util.Map;
import java.util.Optional;

/** One configured instance: its id, and what it stands on now. */
public final class Instance {
    private final InstanceId id;
    /** Null until somebody asks: most instances are never called, and there may be many. */
    private String name;

    private volatile Standing standing;
    /** What was last logged of it, null if nothing was; only from the queue of its type. */
    private Standing reported;
    /** Null as long as nobody has called it: most instances never are. Written under this. */
    private volatile InstanceLimits limits;

    public Instance(InstanceId id, Standing standing) {
        this.id = id;
        this.standing = standing;
    }

    public InstanceId id() {
        return id;
    }

    /** The spelling of its id, made once. */
    public String name() {
        String known = name;
        if (known == null) {
            known = id.toString();
            name = known;
        }
        return known;
    }

    public Standing standing() {
        return standing;
    }

    /** Only from the queue of its type. */
    void stand(Standing next) {
        ConnectorSlot before = standing == null ? null : standing.slot();
        standing = next;
        if (next.slot() != null && next.slot() != before) {
            // Another connector object, as with an address that was mended: whether it works is worth one call.
            recovered();
        }
    }

    /** Something else than a call has seen that the external system is back, or may be: the next call is let through. */
    public void recovered() {
        InstanceLimits present = limits;
        if (present != null) {
            present.recovered();
        }
    }

    /** What the calls of a tenant meet, by its settings of now; only while it has some. */
    public Limits limits(String tenant, Time time) {
        return limits(time).of(tenant);
    }

    /** Those of all tenants together, by its settings of now; only while it has some. */
    public InstanceLimits limits(Time time) {
        InstanceLimits present = limits;
        return present != null && present.isOf(standing.settings()) ? present : current(time);
    }

    /** How its limits stand; empty while it has never had settings. */
    public Optional<LimitStatus> limitStatus() {
        return presentLimits().map(InstanceLimits::status);
    }

    /** How they stand for the calls of one tenant, with nothing of others; empty while it has never had settings. */
    public Optional<LimitStatus> limitStatus(String tenant) {
        return presentLimits().map(present -> present.status(tenant));
    }

    /** Of its own tenant's calls; where nobody has called it yet, there is no failure. */
    public Optional<BreakerState> breaker() {
        return breaker(id.tenant());
    }

    public Optional<BreakerState> breaker(String tenant) {
        return Optional.ofNullable(limits).map(present -> present.breaker(tenant));
    }

    /** Of the tenants that have called it, other than its own. */
    public Map<String, BreakerState> tenantBreakers() {
        InstanceLimits present = limits;
        return present == null ? Map.of() : present.breakers();
    }

    /** Forgets what another tenant has used of its limits; false if that was nothing. */
    public boolean forgetLimits(String tenant) {
        InstanceLimits present = limits;
        return present != null && present.forget(tenant);
    }

    /** By its settings of now also where nobody has called since they were changed; makes none where nobody has called. */
    private Optional<InstanceLimits> presentLimits() {
        Settings settings = standing.settings();
        if (limits == null) {
            return Optional.ofNullable(settings).map(present -> new InstanceLimits(id, present, Time.SYSTEM));
        }
        return Optional.of(settings == null ? limits : limits(Time.SYSTEM));
    }

    private synchronized InstanceLimits current(Time time) {
        Settings settings = standing.settings();
        if (limits == null) {
            limits = new InstanceLimits(id, settings, time);
        } else if (!limits.isOf(settings)) {
            limits.use(settings);
        }
        return limits;
    }

    /** Whether something else is told of it than when it was last reported; takes it as reported. */
    boolean isNews(Standing next) {
        boolean news = reported == null || !reported.report().equals(next.report());
        reported = next;
        return news;
    }
}
