package dev.patchbay.registry;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.GetOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.call.LeasingHandle;
import dev.patchbay.registry.config.Checked;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.PrivateInstance;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.lifecycle.TypeVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes handles, to an instance or to a private object. */
final class Handles {
    private final RegistryCore core;

    Handles(RegistryCore core) {
        this.core = core;
    }

    /** A handle whose calls look the instance up anew. */
    ConnectorHandle get(InstanceId id, GetOptions options) {
        if (!options.overrides().isEmpty()) {
            return withOverrides(id, options);
        }
        if (core.instances().find(id).isEmpty()) {
            throw NotFound.instance(id);
        }
        return lasting(id, options.isHealthCheckSkipped());
    }

    /** A handle for a tenant, as long as the instance exists for it; only with options that override nothing. */
    ConnectorHandle get(InstanceId id, GetOptions options, TenantScope scope) {
        LeasingHandle handle = new LeasingHandle(
                id,
                () -> existing(id, scope),
                core.calls().pipeline(options.isHealthCheckSkipped()),
                CallOptions.none(),
                () -> {});
        existing(id, scope);
        return handle.forTenant(scope.tenant());
    }

    private Instance existing(InstanceId id, TenantScope scope) {
        return core.instances()
                .find(id)
                .filter(each -> scope.sees(id))
                .orElseThrow(() -> NotFound.instance(scope.own(id)));
    }

    /** A handle to an instance that need not be there yet. */
    ConnectorHandle lasting(InstanceId id, boolean skipHealthCheck) {
        return new LeasingHandle(
                id,
                () -> core.instances().find(id).orElseThrow(() -> NotFound.instance(id)),
                core.calls().pipeline(skipHealthCheck),
                CallOptions.none(),
                () -> {});
    }

    private ConnectorHandle withOverrides(InstanceId id, GetOptions options) {
        PrivateInstance made = new PrivateInstance(id, () -> ground(id, options.overrides()), core.background());
        return new LeasingHandle(
                id,
                () -> {
                    // Whoever switches an instance off means all that goes out under its name.
                    requireEnabled(id);
                    return made.instance();
                },
                core.calls().pipeline(options.isHealthCheckSkipped()),
                CallOptions.none(),
                made::close);
    }

    /** The instance's own definition, if it has one, under the overrides, on the version that serves it now. */
    private PrivateInstance.Ground ground(InstanceId id, Map<String, Object> overrides) {
        requireEnabled(id);
        Optional<Standing> standing = core.instances().find(id).map(Instance::standing);
        Definition definition = standing.map(Standing::definition)
                .orElse(Definition.of(id, "overrides", Map.of()))
                .with(overrides);
        TypeVersion version = core.types()
                .newest(id.type(), core.check().pinnedVersion(definition))
                .orElseThrow(() -> NotFound.type(id.type(), core.explainer()));
        Checked checked = core.check().check(definition, version.schema(), version.rules());
        Settings settings = checked.settings().orElseThrow(() -> invalid(id, checked.problems()));
        return new PrivateInstance.Ground(definition, version, settings);
    }

    private void requireEnabled(InstanceId id) {
        core.instances()
                .find(id)
                .map(Instance::standing)
                .filter(each -> each.state() == InstanceState.DISABLED)
                .ifPresent(off -> {
                    throw new ConnectorException(
                            ErrorCode.CONNECTOR_DISABLED, "'" + id + "' is DISABLED: " + off.reason());
                });
    }

    static ConnectorException invalid(InstanceId id, List<Problem> problems) {
        return new ConnectorException(
                ErrorCode.INVALID_CONFIG,
                "'" + id + "': " + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
}
