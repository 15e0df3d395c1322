package dev.patchbay.registry;

import dev.patchbay.api.Compatibility;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Deployment;
import dev.patchbay.api.Explanation;
import dev.patchbay.api.GetOptions;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.Registration;
import dev.patchbay.api.Setting;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.spi.ConnectorFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.osgi.framework.Version;

/**
 * The registry as a tenant sees it: its own instances, and those of the default tenant that are shared. An id without a
 * tenant means the tenant's own instance if it has one of that name, else the shared one.
 */
final class TenantRegistry implements ConnectorRegistry {
    private final ConnectorRegistry all;
    private final String tenant;
    private final Predicate<InstanceId> exists;
    private final Predicate<InstanceId> isShared;
    private final BiConsumer<InstanceId, Map<String, Object>> writable;

    /** @param writable fails if an instance of a tenant may not have these settings */
    TenantRegistry(
            ConnectorRegistry all,
            String tenant,
            Predicate<InstanceId> exists,
            Predicate<InstanceId> isShared,
            BiConsumer<InstanceId, Map<String, Object>> writable) {
        if (!InstanceId.isPart(tenant)) {
            throw new IllegalArgumentException("'" + tenant + "' cannot be a tenant; use 1 to 63 of a-z, 0-9 and '-'");
        }
        this.all = all;
        this.tenant = tenant;
        this.exists = exists;
        this.isShared = isShared;
        this.writable = writable;
    }

    @Override
    public List<String> types() {
        return all.types();
    }

    @Override
    public boolean has(String type) {
        return all.has(type);
    }

    @Override
    public ConnectorMetadata metadata(String type) {
        return all.metadata(type);
    }

    @Override
    public List<ConnectorMetadata> versions(String type) {
        return all.versions(type);
    }

    @Override
    public Version version(String type) {
        return all.version(type);
    }

    @Override
    public Schema schema(String type) {
        return all.schema(type);
    }

    @Override
    public Compatibility compatibility(String type) {
        return all.compatibility(type);
    }

    @Override
    public List<Compatibility> incompatible() {
        return all.incompatible();
    }

    /** The operator's files are no tenant's business. */
    @Override
    public List<Deployment> deployments() {
        return List.of();
    }

    @Override
    public List<InstanceStatus> instances(InstanceFilter filter) {
        return all.instances(filter.where(this::isVisible));
    }

    /** Files that make no instance belong to nobody, so to no tenant. */
    @Override
    public List<Problem> problems() {
        return List.of();
    }

    @Override
    public List<Setting> settings(InstanceId id) {
        return all.settings(own(id));
    }

    @Override
    public ConnectorHandle get(InstanceId id) {
        return all.get(visible(id));
    }

    @Override
    public ConnectorHandle get(String id) {
        return get(NotFound.parse(id));
    }

    @Override
    public ConnectorHandle get(String id, GetOptions options) {
        InstanceId asked = NotFound.parse(id);
        if (options.overrides().isEmpty()) {
            return all.get(visible(asked).toString(), options);
        }
        writable.accept(own(asked), options.overrides());
        return all.get(own(asked).toString(), options);
    }

    @Override
    public ConnectorHandle route(String type, String asked) {
        if (!asked.equals(tenant)) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "no instance of '" + type + "' serves tenant '" + asked + "' here; route for '" + tenant + "'");
        }
        return all.route(type, tenant);
    }

    @Override
    public Health health(InstanceId id) {
        return all.health(visible(id));
    }

    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter, HealthOptions options) {
        return all.healthAll(filter.where(this::isVisible), options);
    }

    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter) {
        return all.healthAll(filter.where(this::isVisible));
    }

    @Override
    public List<InstanceId> healthy(InstanceFilter filter) {
        return all.healthy(filter.where(this::isVisible));
    }

    @Override
    public void enable(InstanceId id) {
        all.enable(own(id));
    }

    @Override
    public void disable(InstanceId id) {
        all.disable(own(id));
    }

    @Override
    public void configure(InstanceId id, Map<String, Object> settings) {
        writable.accept(own(id), settings);
        all.configure(own(id), settings);
    }

    @Override
    public void remove(InstanceId id) {
        all.remove(own(id));
    }

    @Override
    public Registration register(TypeDefinition definition, ConnectorFactory factory) {
        throw new ConnectorException(
                ErrorCode.UNSUPPORTED_CAPABILITY,
                "types are the same for all tenants; register '"
                        + definition.metadata().type() + "' with the registry itself");
    }

    /** Nothing can be registered through this view. */
    @Override
    public void clear() {}

    @Override
    public boolean settle(Duration atMost) {
        return all.settle(atMost);
    }

    @Override
    public ConnectorRegistry forTenant(String asked) {
        if (!asked.equals(tenant)) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "tenant '" + asked + "' does not exist here; this is the view of '" + tenant + "'");
        }
        return this;
    }

    @Override
    public Explanation why(String subject) {
        try {
            InstanceId id = visible(InstanceId.parse(subject));
            if (exists.test(id)) {
                return all.why(id.toString());
            }
        } catch (IllegalArgumentException | ConnectorException notVisible) {
            return Explanation.unknown(subject, List.of("'" + subject + "' is no instance of tenant '" + tenant + "'"));
        }
        return all.has(subject)
                ? Explanation.of(
                        subject, List.of("connector '" + subject + "' " + all.version(subject) + " is installed"))
                : Explanation.unknown(subject, List.of("'" + subject + "' is no instance of tenant '" + tenant + "'"));
    }

    private boolean isVisible(InstanceId id) {
        return id.tenant().equals(tenant) || id.tenant().equals(InstanceId.DEFAULT) && isShared.test(id);
    }

    /** The tenant's own instance of that name, else the shared one; anything else does not exist. */
    private InstanceId visible(InstanceId id) {
        if (id.tenant().equals(InstanceId.DEFAULT)) {
            InstanceId own = new InstanceId(id.type(), id.name(), tenant);
            return exists.test(own) || !isShared.test(id) ? own : id;
        }
        return own(id);
    }

    private InstanceId own(InstanceId id) {
        if (id.tenant().equals(InstanceId.DEFAULT)) {
            return new InstanceId(id.type(), id.name(), tenant);
        }
        if (!id.tenant().equals(tenant)) {
            throw NotFound.instance(id);
        }
        return id;
    }
}
