package dev.patchbay.metrics;

import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.InstanceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds out who has gone since the last time: instances that are no longer there, and tenants whose last instance went. A
 * tenant that never had one, and only calls what is shared with it, has gone when it has not called for a day. Thread-safe.
 */
final class Departures {
    static final long IDLE = TimeUnit.DAYS.toNanos(1);

    /** Guarded by this: who had an instance the last time. */
    private Set<String> owners = Set.of();

    /** @param now by the clock of the series */
    synchronized Departure since(Collection<InstanceStatus> present, long now) {
        Set<String> instances = new HashSet<>();
        Set<String> tenants = new HashSet<>();
        for (InstanceStatus each : present) {
            InstanceId id = each.id();
            instances.add(id.toString());
            tenants.add(id.tenant());
        }
        Set<String> gone = new HashSet<>(owners);
        gone.removeAll(tenants);
        owners = tenants;
        return (labels, touched) -> {
            String instance = labels.get(CallMetrics.INSTANCE);
            if (Series.OTHER.equals(instance)) {
                return false;
            }
            String tenant = labels.get(CallMetrics.TENANT);
            boolean tenantLeft =
                    tenant != null && !tenants.contains(tenant) && (gone.contains(tenant) || now - touched >= IDLE);
            return tenantLeft || !instances.contains(instance);
        };
    }
}
