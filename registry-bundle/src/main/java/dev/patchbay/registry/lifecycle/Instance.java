package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.resilience.BreakerState;
import dev.patchbay.registry.resilience.Limits;
import dev.patchbay.registry.resilience.Time;
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
    private volatile Limits limits;

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
        Limits present = limits;
        if (present != null && next.slot() != null && next.slot() != before) {
            // Another connector object, as with an address that was mended: whether it works is worth one call.
            present.breaker().recovered();
        }
    }

    /** By its settings of now; only while it has some. */
    public Limits limits(Time time) {
        Limits present = limits;
        return present != null && present.isOf(standing.settings()) ? present : current(time);
    }

    /** How its limits stand; empty while it has never had settings. */
    public Optional<LimitStatus> limitStatus() {
        Settings settings = standing.settings();
        if (limits == null) {
            return Optional.ofNullable(settings).map(present -> Limits.unused(id, present));
        }
        // Also where nobody has called since they were changed.
        return Optional.of((settings == null ? limits : limits(Time.SYSTEM)).status());
    }

    /** Where nobody has called it yet, there is no failure. */
    public Optional<BreakerState> breaker() {
        return Optional.ofNullable(limits).map(present -> present.breaker().state());
    }

    private synchronized Limits current(Time time) {
        Settings settings = standing.settings();
        if (limits == null) {
            limits = new Limits(id, settings, time);
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
