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
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.files.CfgInstaller;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.files.FileTaker;
import dev.patchbay.registry.files.HomeFolders;
import dev.patchbay.registry.lifecycle.TypeVersion;
import dev.patchbay.registry.secret.keystore.Keystore;
import dev.patchbay.spi.ConnectorFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The registry as one bundle sees it: what the bundle registers ends with it. All state is the {@link RegistryCore}'s. */
@Component(service = ConnectorRegistry.class, scope = ServiceScope.BUNDLE)
public final class RegistryView implements ConnectorRegistry {
    private final RegistryCore core;
    private final InstanceQueries instances;
    private final HealthQueries health;
    private final Handles handles;
    private final Operations operations;
    private final Registrations registrations;
    private final Explanations explanations;
    private final FileProblems files;
    private final Tenants tenants;

    @Activate
    public RegistryView(
            ComponentContext component,
            @Reference RegistryCore core,
            @Reference FileProblems files,
            @Reference(target = "(component.name=" + CfgInstaller.NAME + ")") FileTaker installer,
            @Reference Keystore keystore) {
        this.core = core;
        this.files = files;
        this.instances = new InstanceQueries(core);
        this.health = new HealthQueries(core, instances);
        this.handles = new Handles(core);
        this.operations = new Operations(core);
        this.registrations = new Registrations(core, component.getUsingBundle().getBundleContext());
        this.explanations = new Explanations(core, files);
        this.tenants = new Tenants(core, HomeFolders.home(component.getBundleContext()), installer, keystore);
    }

    @Deactivate
    void close() {
        registrations.clear();
    }

    @Override
    public List<String> types() {
        return core.types().names();
    }

    @Override
    public boolean has(String type) {
        return !core.types().versions(type).isEmpty();
    }

    @Override
    public ConnectorMetadata metadata(String type) {
        return newest(type).metadata();
    }

    @Override
    public List<ConnectorMetadata> versions(String type) {
        return core.types().versions(type).stream().map(TypeVersion::metadata).toList();
    }

    @Override
    public Version version(String type) {
        return newest(type).version();
    }

    @Override
    public Schema schema(String type) {
        return newest(type).schema();
    }

    @Override
    public Compatibility compatibility(String type) {
        return core.explainer().compatibility(type);
    }

    @Override
    public List<Compatibility> incompatible() {
        return core.explainer().absentTypes().stream()
                .map(core.explainer()::compatibility)
                .filter(each -> !each.isCompatible())
                .toList();
    }

    @Override
    public List<Deployment> deployments() {
        return core.deployed();
    }

    @Override
    public List<InstanceStatus> instances(InstanceFilter filter) {
        return instances.list(filter);
    }

    @Override
    public List<Problem> problems() {
        return Stream.of(
                        files.problems(),
                        core.overlays().problems(),
                        core.configurations().list().problems())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Setting> settings(InstanceId id) {
        return instances.settings(id);
    }

    @Override
    public ConfigurationExport export(InstanceFilter filter) {
        return ExportedInstances.of(core, instances, filter);
    }

    @Override
    public ConnectorHandle get(InstanceId id) {
        return handles.get(id, GetOptions.usual());
    }

    @Override
    public ConnectorHandle get(String id) {
        return handles.get(NotFound.parse(id), GetOptions.usual());
    }

    @Override
    public ConnectorHandle get(String id, GetOptions options) {
        return handles.get(NotFound.parse(id), options);
    }

    @Override
    public ConnectorHandle route(String type, String tenant) {
        TenantScope scope = new TenantScope(tenant, instances);
        return handles.get(health.route(type, scope), GetOptions.usual(), scope);
    }

    @Override
    public Health health(InstanceId id) {
        return health.one(id);
    }

    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter, HealthOptions options) {
        return health.all(filter, options);
    }

    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter) {
        return health.all(filter, HealthOptions.cached());
    }

    @Override
    public List<InstanceId> healthy(InstanceFilter filter) {
        return health.healthy(filter);
    }

    @Override
    public void enable(InstanceId id) {
        operations.decide(id, true);
    }

    @Override
    public void disable(InstanceId id) {
        operations.decide(id, false);
    }

    @Override
    public LimitStatus limits(InstanceId id) {
        return instances.limits(id);
    }

    @Override
    public LimitStatus limits(InstanceId id, String tenant) {
        return instances.limits(id, tenant);
    }

    @Override
    public void breaker(InstanceId id, BreakerOrder order) {
        operations.breaker(id, order);
    }

    @Override
    public void breaker(InstanceId id, String tenant, BreakerOrder order) {
        instances.require(id);
        instances.requireShared(id, tenant);
        operations.breaker(id, tenant, order);
    }

    @Override
    public void configure(InstanceId id, Map<String, Object> settings) {
        operations.configure(id, settings);
    }

    @Override
    public void remove(InstanceId id) {
        operations.remove(id);
    }

    @Override
    public Registration register(TypeDefinition definition, ConnectorFactory factory) {
        return registrations.add(definition, factory);
    }

    @Override
    public void clear() {
        registrations.clear();
    }

    @Override
    public boolean settle(Duration atMost) {
        return core.queues().settle(atMost);
    }

    @Override
    public ConnectorRegistry forTenant(String tenant) {
        TenantScope scope = new TenantScope(tenant, instances);
        return new TenantRegistry(
                this, scope, new TenantAnswers(core, scope, instances, health, handles, explanations));
    }

    @Override
    public List<TenantStatus> tenants() {
        return tenants.list();
    }

    @Override
    public TenantRemoval removeTenant(String tenant) {
        return tenants.remove(tenant);
    }

    @Override
    public Explanation why(String idOrTypeOrFile) {
        return explanations.why(idOrTypeOrFile);
    }

    private TypeVersion newest(String type) {
        return core.types().newest(type).orElseThrow(() -> NotFound.type(type, core.explainer()));
    }
}
