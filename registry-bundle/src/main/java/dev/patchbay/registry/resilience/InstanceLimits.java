package dev.patchbay.registry.resilience;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Settings;
import java.util.Map;

/**
 * The limits of one instance for all who call it. Made at its first call and kept as long as the instance is there: over
 * changed settings, other connector objects and other versions. Thread-safe; a call that meets no limit takes no lock.
 */
public final class InstanceLimits {
    private final InstanceId id;
    private final Limits own;
    /** What an operator has last ordered for all. Guarded by this. */
    private BreakerOrder standing = BreakerOrder.RESET;
    /** Null as long as no other tenant has called: few instances are shared. Written under this. */
    private volatile TenantLimits tenants;

    public InstanceLimits(InstanceId id, Settings settings, Time time) {
        this.id = id;
        this.own = new Limits(id, settings, time);
    }

    /** What the calls of a tenant meet. */
    public Limits of(String tenant) {
        if (tenant.equals(id.tenant())) {
            return own;
        }
        TenantLimits present = tenants;
        return (present == null ? shared() : present).of(tenant);
    }

    /** Whether they stand by these settings. */
    public boolean isOf(Settings present) {
        return own.isOf(present);
    }

    /** Changes the limits and keeps what is used of them; of other tenants as long as the instance is shared with them. */
    public synchronized void use(Settings changed) {
        own.use(changed);
        if (!changed.shared()) {
            tenants = null;
        } else if (tenants != null) {
            tenants.use(changed);
        }
    }

    /** Something else than a call has seen that the external system is back: the next call of each tenant may try. */
    public void recovered() {
        own.breaker().recovered();
        TenantLimits present = tenants;
        if (present != null) {
            present.recovered();
        }
    }

    /** By an operator, for all who call. A reset also ends a pause that the external system has asked for. */
    public void order(BreakerOrder order) {
        synchronized (this) {
            standing = order;
            if (tenants != null) {
                tenants.follow(order);
            }
        }
        own.order(order);
        if (order == BreakerOrder.RESET) {
            own.pause().end();
        }
    }

    /** By an operator, for the calls of one tenant. */
    public void order(String tenant, BreakerOrder order) {
        if (tenant.equals(id.tenant())) {
            own.order(order);
        } else {
            shared().order(tenant, order);
        }
    }

    /** Forgets what another tenant has used; false if that was nothing. */
    public boolean forget(String tenant) {
        TenantLimits present = tenants;
        return present != null && present.forget(tenant);
    }

    /** For whom all may be told. */
    public LimitStatus status() {
        TenantLimits present = tenants;
        return own.status(present == null ? Map.of() : present.status());
    }

    /** What may be told to a tenant: what its own calls meet, and nothing of others. */
    public LimitStatus status(String tenant) {
        return looked(tenant).status(Map.of());
    }

    public BreakerState breaker(String tenant) {
        return looked(tenant).breaker().state();
    }

    /** Of the tenants other than its own that have called. */
    public Map<String, BreakerState> breakers() {
        TenantLimits present = tenants;
        return present == null ? Map.of() : present.breakers();
    }

    /** As {@link #of}, but only to look: of a tenant that has called as nobody is kept. */
    private Limits looked(String tenant) {
        if (tenant.equals(id.tenant())) {
            return own;
        }
        TenantLimits present = tenants;
        return present == null ? new TenantLimits(own, standing()).looked(tenant) : present.looked(tenant);
    }

    private synchronized BreakerOrder standing() {
        return standing;
    }

    private synchronized TenantLimits shared() {
        if (tenants == null) {
            tenants = new TenantLimits(own, standing);
        }
        return tenants;
    }
}
