package dev.patchbay.registry;

import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Instance;

/**
 * What exists for a tenant: its own instances, and those of the default tenant that are shared. An id without a tenant
 * means the tenant's own instance if it has one of that name, else the shared one.
 */
final class TenantScope {
    /** In place of all that would tell of the settings of a shared instance, or of what others did with it. */
    static final String SHARED_REASON = "shared by the default tenant; whoever runs the runtime can tell more";

    private final String tenant;
    private final InstanceQueries instances;

    /** @throws IllegalArgumentException if there can be no such tenant */
    TenantScope(String tenant, InstanceQueries instances) {
        this.tenant = requireName(tenant);
        this.instances = instances;
    }

    /** It stands in logs, metrics and names of folders. */
    static String requireName(String tenant) {
        if (!InstanceId.isPart(tenant)) {
            throw new IllegalArgumentException("'" + tenant + "' cannot be a tenant; use 1 to 63 of a-z, 0-9 and '-'");
        }
        return tenant;
    }

    String tenant() {
        return tenant;
    }

    boolean owns(InstanceId id) {
        return id.tenant().equals(tenant);
    }

    boolean sees(InstanceId id) {
        return owns(id) || instances.isShared(id);
    }

    /** Asks the other filter only about what the tenant sees: its condition is the caller's code, which would learn. */
    InstanceFilter narrowed(InstanceFilter filter) {
        return InstanceFilter.all().where(this::sees).where(filter::matches);
    }

    /** The tenant's own instance of that name, else the shared one; anything else does not exist. */
    InstanceId visible(InstanceId id) {
        InstanceId own = own(id);
        boolean shared = !own.equals(id) && !instances.exists(own) && instances.isShared(id);
        return shared ? id : own;
    }

    /** Of its own and of what it may change. */
    InstanceId own(InstanceId id) {
        if (id.tenant().equals(InstanceId.DEFAULT)) {
            return new InstanceId(id.type(), id.name(), tenant);
        }
        if (!owns(id)) {
            throw NotFound.instance(id);
        }
        return id;
    }

    /**
     * Of a shared instance a tenant is told what a check found, and that its own calls are refused; but not what is wrong with
     * its settings, nor of calls, which are those of others too.
     */
    Health told(Instance instance, Health found) {
        if (owns(instance.id())) {
            return found;
        }
        Health met = instances.met(instance, tenant, found);
        boolean told = instance.standing().serving().isPresent() && (!met.isLearned() || isRefused(instance));
        return told ? met : met.withMessage(SHARED_REASON);
    }

    private boolean isRefused(Instance instance) {
        return instance.breaker(tenant).filter(state -> !state.passes()).isPresent();
    }
}
