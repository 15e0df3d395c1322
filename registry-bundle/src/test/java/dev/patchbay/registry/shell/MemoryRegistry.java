package dev.patchbay.registry.shell;

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
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.spi.ConnectorFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.osgi.framework.Version;

/** A registry in which a test puts down what there is; it keeps instances and their states, and nothing else. */
final class MemoryRegistry implements ConnectorRegistry {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final Map<String, List<ConnectorMetadata>> versions = new TreeMap<>();
    private final Map<String, Schema> schemas = new TreeMap<>();
    private final Map<InstanceId, InstanceStatus> instances = new TreeMap<>();
    private final Map<InstanceId, List<Setting>> settings = new TreeMap<>();
    private final Map<InstanceId, MemoryHandle> handles = new TreeMap<>();
    private final Map<String, Explanation> explanations = new LinkedHashMap<>();
    private final Map<InstanceId, MemoryLimits> limits = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Compatibility> incompatible = new ArrayList<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private Runnable pending = () -> {};

    /** The first version of a type that is added is the one that serves. */
    MemoryRegistry type(ConnectorMetadata metadata, Schema schema) {
        versions.computeIfAbsent(metadata.type(), any -> new ArrayList<>()).add(metadata);
        schemas.put(metadata.type(), schema);
        return this;
    }

    MemoryRegistry instance(String id, InstanceState state, String reason) {
        return instance(id, state, reason, UnaryOperator.identity());
    }

    MemoryRegistry instance(
            String text, InstanceState state, String reason, UnaryOperator<InstanceStatus.Builder> more) {
        InstanceId id = InstanceId.parse(text);
        InstanceStatus.Builder status = InstanceStatus.builder(id)
                .state(state, reason, START)
                .source("connector." + id + ".cfg")
                .version(new Version(1, 2, 0));
        instances.put(id, more.apply(status).build());
        return this;
    }

    MemoryRegistry setting(String id, String key, String value, String origin) {
        settings.computeIfAbsent(InstanceId.parse(id), any -> new ArrayList<>()).add(Setting.of(key, value, origin));
        return this;
    }

    MemoryRegistry problem(Problem problem) {
        problems.add(problem);
        return this;
    }

    MemoryRegistry incompatible(String type, String... reasons) {
        incompatible.add(Compatibility.incompatible(type, List.of(reasons)));
        return this;
    }

    /** Those and no others. */
    MemoryRegistry deployments(List<Deployment> all) {
        deployments.clear();
        deployments.addAll(all);
        return this;
    }

    MemoryRegistry deployment(Deployment deployment) {
        deployments.add(deployment);
        return this;
    }

    MemoryRegistry explanation(Explanation explanation) {
        explanations.put(explanation.subject(), explanation);
        return this;
    }

    /** What calls to an instance meet. */
    MemoryHandle calls(String id) {
        return handles.computeIfAbsent(InstanceId.parse(id), MemoryHandle::new);
    }

    @Override
    public List<String> types() {
        return List.copyOf(versions.keySet());
    }

    @Override
    public boolean has(String type) {
        return versions.containsKey(type);
    }

    @Override
    public ConnectorMetadata metadata(String type) {
        return versions(type).get(0);
    }

    @Override
    public List<ConnectorMetadata> versions(String type) {
        if (!has(type)) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND, "connector type '" + type + "' is not installed");
        }
        return versions.get(type);
    }

    @Override
    public Version version(String type) {
        return metadata(type).version();
    }

    @Override
    public Schema schema(String type) {
        metadata(type);
        return schemas.get(type);
    }

    @Override
    public Compatibility compatibility(String type) {
        return Compatibility.compatible(type);
    }

    @Override
    public List<Compatibility> incompatible() {
        return List.copyOf(incompatible);
    }

    @Override
    public List<Deployment> deployments() {
        return List.copyOf(deployments);
    }

    @Override
    public List<InstanceStatus> instances(InstanceFilter filter) {
        return instances.values().stream()
                .filter(each -> filter.matches(each.id()))
                .toList();
    }

    @Override
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public List<Setting> settings(InstanceId id) {
        return settings.getOrDefault(id, List.of());
    }

    @Override
    public ConfigurationExport export(InstanceFilter filter) {
        List<String> names =
                instances(filter).stream().map(each -> each.id().toString()).toList();
        return ConfigurationExport.of("# " + names + "\n", List.of("'" + names + "' have secrets"));
    }

    @Override
    public ConnectorHandle get(InstanceId id) {
        return calls(id.toString());
    }

    @Override
    public ConnectorHandle get(String id) {
        return get(InstanceId.parse(id));
    }

    @Override
    public ConnectorHandle get(String id, GetOptions options) {
        return get(id);
    }

    @Override
    public ConnectorHandle route(String type, String tenant) {
        return get(new InstanceId(type, InstanceId.DEFAULT, tenant));
    }

    @Override
    public Health health(InstanceId id) {
        return instances.get(id).health();
    }

    /** An instance that is only READY is UNKNOWN, or created and UP. */
    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter, HealthOptions options) {
        Map<InstanceId, Health> all = new LinkedHashMap<>();
        for (InstanceStatus each : instances(filter)) {
            boolean created = each.state() == InstanceState.READY && options.isCreate();
            all.put(each.id(), created ? Health.up("created") : each.health());
        }
        return all;
    }

    @Override
    public Map<InstanceId, Health> healthAll(InstanceFilter filter) {
        return healthAll(filter, HealthOptions.cached());
    }

    @Override
    public List<InstanceId> healthy(InstanceFilter filter) {
        return List.of();
    }

    @Override
    public void enable(InstanceId id) {
        change(id, InstanceState.READY, "valid; not used yet");
    }

    @Override
    public void disable(InstanceId id) {
        change(id, InstanceState.DISABLED, "switched off by an operator");
    }

    MemoryRegistry limits(MemoryLimits present) {
        limits.put(present.id(), present);
        return this;
    }

    @Override
    public LimitStatus limits(InstanceId id) {
        return limits.getOrDefault(id, MemoryLimits.none(id));
    }

    @Override
    public LimitStatus limits(InstanceId id, String tenant) {
        LimitStatus share = limits(id).tenants().get(tenant);
        return share == null ? MemoryLimits.none(id) : share;
    }

    @Override
    public void breaker(InstanceId id, BreakerOrder order) {
        limits(MemoryLimits.none(id).with(after(order)));
    }

    @Override
    public void breaker(InstanceId id, String tenant, BreakerOrder order) {
        MemoryLimits all = limits.getOrDefault(id, MemoryLimits.none(id));
        limits(all.with(tenant, MemoryLimits.none(id).with(after(order))));
    }

    private static LimitStatus.Breaker after(BreakerOrder order) {
        return switch (order) {
            case RESET -> LimitStatus.Breaker.CLOSED;
            case OPEN -> LimitStatus.Breaker.FORCED_OPEN;
            case CLOSE -> LimitStatus.Breaker.FORCED_CLOSED;
        };
    }

    /** Takes effect when somebody waits for it, as in a registry that works in the background. */
    private void change(InstanceId id, InstanceState state, String reason) {
        pending = () -> instance(id.toString(), state, reason);
    }

    @Override
    public boolean settle(Duration atMost) {
        pending.run();
        pending = () -> {};
        return true;
    }

    @Override
    public void configure(InstanceId id, Map<String, Object> values) {
        throw new UnsupportedOperationException("no verb configures");
    }

    @Override
    public void remove(InstanceId id) {
        throw new UnsupportedOperationException("no verb removes");
    }

    @Override
    public Registration register(TypeDefinition definition, ConnectorFactory factory) {
        throw new UnsupportedOperationException("no verb registers");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("no verb registers");
    }

    @Override
    public ConnectorRegistry forTenant(String tenant) {
        throw new UnsupportedOperationException("no verb narrows");
    }

    @Override
    public List<TenantStatus> tenants() {
        return instances.keySet().stream()
                .map(InstanceId::tenant)
                .distinct()
                .map(each -> TenantStatus.of(each, states(each), List.of("secrets/" + each + "/token")))
                .toList();
    }

    private Map<InstanceState, Integer> states(String tenant) {
        Map<InstanceState, Integer> states = new TreeMap<>();
        instances(InstanceFilter.all().tenant(tenant)).forEach(each -> states.merge(each.state(), 1, Integer::sum));
        return states;
    }

    /** Of the tenant {@code shared} something is left. */
    @Override
    public TenantRemoval removeTenant(String tenant) {
        instances.keySet().removeIf(id -> id.tenant().equals(tenant));
        List<String> left =
                tenant.equals("shared") ? List.of("environment TENANTS__SHARED__X sets 'x@shared'") : List.of();
        return TenantRemoval.of(tenant, List.of("config/connector.x@" + tenant + ".cfg"), left);
    }

    @Override
    public Explanation why(String subject) {
        return explanations.getOrDefault(
                subject,
                Explanation.unknown(
                        subject, List.of("Nothing here is called '" + subject + "'; 'list' shows what is.")));
    }
}
