package dev.patchbay.registry;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.Compatibility;
import dev.patchbay.api.ConfigurationExport;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Deployment;
import dev.patchbay.api.Explanation;
import dev.patchbay.api.GetOptions;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.api.Registration;
import dev.patchbay.api.Setting;
import dev.patchbay.api.TenantRemoval;
import dev.patchbay.api.TenantStatus;
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
import org.osgi.framework.Version;

/** The registry as a tenant sees it, see {@link TenantScope}: what does not exist for it, it cannot tell from nothing. */
final class TenantRegistry implements ConnectorRegistry {
    private final ConnectorRegistry all;
    private final TenantScope scope;
    private final TenantAnswers answers;

    TenantRegistry(ConnectorRegistry all, TenantScope scope, TenantAnswers answers) {
        this.all = all;
        this.scope = scope;
        this.answers = answers;
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
        return answers.instances(filter);
    }

    /** Files that make no instance belong to nobody, so to no tenant. */
    @Override
    public List<Problem> problems() {
        return List.of();
    }

    @Override
    public List<Setting> settings(InstanceId id) {
        return all.settings(scope.own(id));
    }

    @Override
    public ConfigurationExport export(InstanceFilter filter) {
        return all.export(InstanceFilter.all().where(scope::owns).where(filter::matches));
    }

    @Override
    public ConnectorHandle get(InstanceId id) {
        return answers.handle(id, GetOptions.usual());
    }

    @Override
    public ConnectorHandle get(String id) {
        return get(NotFound.parse(id));
    }

    @Override
    public ConnectorHandle get(String id, GetOptions options) {
        return answers.handle(NotFound.parse(id), options);
    }

    @Override
    public ConnectorHandle route(String type, String asked) {
        if (!asked.equals(scope.tenant())) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "no instance of '" + type + "' serves tenant '" + asked + "' here; route for '" + scope.tenant()
                            + "'");
        }
        return all.route(type, asked);
    }

    @Override
    public Health health(InstanceId id) {
        return answers.health(id);
    }

    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter, HealthOptions options) {
        return answers.healthAll(filter, options);
    }

    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter) {
        return answers.healthAll(filter, HealthOptions.cached());
    }

    @Override
    public List<InstanceId> healthy(InstanceFilter filter) {
        return answers.healthy(filter);
    }

    @Override
    public void enable(InstanceId id) {
        all.enable(scope.own(id));
    }

    @Override
    public void disable(InstanceId id) {
        all.disable(scope.own(id));
    }

    @Override
    public LimitStatus limits(InstanceId id) {
        return all.limits(scope.visible(id), scope.tenant());
    }

    @Override
    public LimitStatus limits(InstanceId id, String asked) {
        requireItself(asked);
        return limits(id);
    }

    @Override
    public void breaker(InstanceId id, BreakerOrder order) {
        all.breaker(scope.own(id), order);
    }

    @Override
    public void breaker(InstanceId id, String asked, BreakerOrder order) {
        requireItself(asked);
        breaker(id, order);
    }

    @Override
    public void configure(InstanceId id, Map<String, Object> settings) {
        InstanceId own = scope.own(id);
        answers.requireWritable(own, settings);
        all.configure(own, settings);
    }

    @Override
    public void remove(InstanceId id) {
        all.remove(scope.own(id));
    }

    @Override
    public Registration register(TypeDefinition definition, ConnectorFactory factory) {
        throw ofOperator("types are the same for all tenants; register '"
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
        requireItself(asked);
        return this;
    }

    @Override
    public List<TenantStatus> tenants() {
        throw ofOperator("tenants are listed by the registry itself, not by the view of one");
    }

    @Override
    public TenantRemoval removeTenant(String asked) {
        throw ofOperator("tenants are removed by the registry itself, not through the view of one");
    }

    @Override
    public Explanation why(String subject) {
        return answers.why(subject);
    }

    private void requireItself(String asked) {
        if (!asked.equals(scope.tenant())) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "tenant '" + asked + "' does not exist here; this is the view of '" + scope.tenant() + "'");
        }
    }

    private static ConnectorException ofOperator(String sentence) {
        return new ConnectorException(ErrorCode.UNSUPPORTED_CAPABILITY, sentence);
    }
}
