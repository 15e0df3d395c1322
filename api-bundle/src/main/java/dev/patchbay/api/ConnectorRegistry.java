package dev.patchbay.api;

import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.spi.ConnectorFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Version;

/**
 * The front door: which connector types and instances are there, how they are, and handles to call them.
 *
 * <p>An OSGi service; every bundle gets its own view, which ends with the bundle. Thread-safe. Nothing here waits for an
 * external system but the methods named after health and {@link #route}.
 */
@ProviderType
public interface ConnectorRegistry {

    /** The installed types, sorted. Loads no class of a connector. */
    List<String> types();

    boolean has(String type);

    /**
     * Facts about the version of a type that serves unpinned instances.
     *
     * @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if the type is not installed
     */
    ConnectorMetadata metadata(String type);

    /** The facts of every version of a type that can serve, newest first. */
    List<ConnectorMetadata> versions(String type);

    /** The version that serves unpinned instances; fails as {@link #metadata} does. */
    Version version(String type);

    /** The settings of a type; fails as {@link #metadata} does. */
    Schema schema(String type);

    /** Whether and why a type can or cannot run here. Answers for every text. */
    Compatibility compatibility(String type);

    /** Each type that is installed but cannot run here, with every reason, sorted; also where JARs come by another way. */
    List<Compatibility> incompatible();

    /** What lies in deploy/, sorted by file; empty where JARs come by another way. */
    List<Deployment> deployments();

    /** The instances, sorted by id. Creates nothing and asks no external system. */
    List<InstanceStatus> instances(InstanceFilter filter);

    /** What lies in the configuration but makes no instance, such as a file whose name cannot be read. */
    List<Problem> problems();

    /**
     * The settings of an instance, each with its origin; secrets are references or masked.
     *
     * @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if there is no such instance
     */
    List<Setting> settings(InstanceId id);

    /** The instances as YAML that gives the same ones in an empty home; secrets in clear are left out and warned of. */
    ConfigurationExport export(InstanceFilter filter);

    /** A handle with the usual options; makes no request. Fails as {@link #settings} does. */
    ConnectorHandle get(InstanceId id);

    /** As {@link #get(InstanceId)}, for an id as text. */
    ConnectorHandle get(String id);

    ConnectorHandle get(String id, GetOptions options);

    /**
     * The first healthy instance of a type that serves a tenant, by {@code priority}, the highest first.
     *
     * @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if there is none,
     *     REMOTE_UNAVAILABLE if none is healthy
     * @throws IllegalArgumentException if there can be no such tenant
     */
    ConnectorHandle route(String type, String tenant);

    /** The instance's health, not older than its {@code health.ttl}; creates its object if there is none. */
    Health health(InstanceId id);

    /** The health of all, checked in parallel, each within its timeout. */
    Map<InstanceId, Health> healthAll(InstanceFilter filter, HealthOptions options);

    /** As {@link #healthAll(InstanceFilter, HealthOptions)}: from the cache, UNKNOWN where nobody has asked yet. */
    Map<InstanceId, Health> healthAll(InstanceFilter filter);

    /** Those whose health is UP or DEGRADED, sorted. */
    List<InstanceId> healthy(InstanceFilter filter);

    /** Switches an instance on; kept over restarts and upgrades. */
    void enable(InstanceId id);

    /** Switches an instance off: its calls end with CONNECTOR_DISABLED and make no request; kept as is {@link #enable}. */
    void disable(InstanceId id);

    /**
     * How the circuit breaker and the limits of an instance stand now; asks no external system and makes no object. In the
     * view of a tenant, of a shared instance what its own calls meet, and nothing of what others do.
     *
     * @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if there is no such instance, or if it has never
     *     had valid settings
     */
    LimitStatus limits(InstanceId id);

    /**
     * What the calls of one tenant to an instance meet. Fails as {@link #limits(InstanceId)} does, and if the tenant cannot
     * call that, because it is neither its own nor shared.
     */
    LimitStatus limits(InstanceId id, String tenant);

    /**
     * Orders the circuit breaker of an instance about, for all who call it; a reset also ends a pause. Fails as
     * {@link #limits(InstanceId)} does; in the view of a tenant also for what is shared.
     */
    void breaker(InstanceId id, BreakerOrder order);

    /**
     * Orders the circuit breaker about that the calls of one tenant have. Fails as {@link #limits(InstanceId, String)} does; in
     * the view of a tenant also for what is shared.
     */
    void breaker(InstanceId id, String tenant, BreakerOrder order);

    /**
     * Creates or replaces the configuration of an instance.
     *
     * @throws dev.patchbay.model.ConnectorException with INVALID_CONFIG naming every problem, or naming the file that
     *     owns the instance; with CONNECTOR_NOT_FOUND if the type is not installed
     */
    void configure(InstanceId id, Map<String, Object> settings);

    /** Removes what {@link #configure} made; fails as it does if a file owns the instance. */
    void remove(InstanceId id);

    /**
     * Adds a type from a host or a test by publishing an ordinary {@link ConnectorFactory} service.
     *
     * @throws dev.patchbay.model.ConnectorException with ALREADY_REGISTERED if the same version of the type is there
     */
    Registration register(TypeDefinition definition, ConnectorFactory factory);

    /** Ends every registration made through this view. */
    void clear();

    /**
     * Waits until every change of types and configurations that was delivered before this call has taken effect, so
     * that what is asked next is answered with it in mind.
     *
     * @return false if that took longer than {@code atMost}
     */
    boolean settle(Duration atMost);

    /**
     * A view in which other tenants do not exist; {@code forTenant} of it knows the same tenant only.
     *
     * @throws IllegalArgumentException if there can be no such tenant
     */
    ConnectorRegistry forTenant(String tenant);

    /**
     * The tenants that have instances, secrets or an operator's decision here, by name.
     *
     * @throws dev.patchbay.model.ConnectorException with UNSUPPORTED_CAPABILITY in the view of a tenant
     */
    List<TenantStatus> tenants();

    /**
     * Erases what there is of a tenant: its .cfg files, configurations, secrets and what operators decided. Calls under way
     * end first, as when an instance is removed. What stands in places that others share, as the environment, is named and
     * left.
     *
     * @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if there is nothing of it, INVALID_CONFIG for
     *     the default tenant, UNSUPPORTED_CAPABILITY in the view of a tenant
     */
    TenantRemoval removeTenant(String tenant);

    /** Tells in sentences how an instance, a type or a file stands, why, and what to do. Answers for every text. */
    Explanation why(String idOrTypeOrFile);
}
