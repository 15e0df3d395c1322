package dev.patchbay.registry;

import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.api.Setting;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Observations;
import dev.patchbay.registry.lifecycle.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads what instances stand on; asks nobody, creates nothing. */
final class InstanceQueries {
    private final RegistryCore core;

    InstanceQueries(RegistryCore core) {
        this.core = core;
    }

    Instance require(InstanceId id) {
        return core.instances().find(id).orElseThrow(() -> NotFound.instance(id));
    }

    List<Instance> matching(InstanceFilter filter) {
        return core.instances().all().stream()
                .filter(each -> filter.matches(each.id()))
                .sorted(Comparator.comparing(Instance::id))
                .toList();
    }

    List<InstanceStatus> list(InstanceFilter filter) {
        return matching(filter).stream().map(this::status).toList();
    }

    boolean exists(InstanceId id) {
        return core.instances().find(id).isPresent();
    }

    /** Whether tenants may use it that it does not belong to. */
    boolean isShared(InstanceId id) {
        return core.instances()
                .find(id)
                .flatMap(each -> each.standing().lastGood())
                .map(Settings::shared)
                .orElse(false);
    }

    List<Setting> settings(InstanceId id) {
        Standing standing = require(id).standing();
        return standing.lastGood()
                .map(Settings::origins)
                .orElseGet(() -> core.check().origins(standing.definition(), schema(standing)));
    }

    /** Of the version that would serve; a schema that knows nothing if there is none. */
    private static Schema schema(Standing standing) {
        String type = standing.definition().id().type();
        return standing.version() == null
                ? Schema.of(type, "", List.of()).open()
                : standing.version().schema();
    }

    /** For whom all may be told. */
    LimitStatus limits(InstanceId id) {
        Instance instance = require(id);
        return instance.limitStatus().orElseThrow(() -> NotFound.limits(instance));
    }

    /** What the calls of one tenant meet, and nothing of others. */
    LimitStatus limits(InstanceId id, String tenant) {
        Instance instance = require(id);
        requireShared(id, tenant);
        return instance.limitStatus(tenant).orElseThrow(() -> NotFound.limits(instance));
    }

    /** @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if the tenant cannot call the instance */
    void requireShared(InstanceId id, String tenant) {
        TenantScope.requireName(tenant);
        if (!tenant.equals(id.tenant()) && !isShared(id)) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "'" + id + "' is not shared, so tenant '" + tenant + "' cannot call it; with shared=true it can");
        }
    }

    /** What was found of a shared instance, as a tenant meets it. */
    Health met(Instance instance, String tenant, Health found) {
        return core.calls().health().met(instance, tenant, found);
    }

    InstanceStatus status(Instance instance) {
        Standing standing = instance.standing();
        UnaryOperator<String> redacted = core.memory()::redact;
        InstanceStatus.Builder status = InstanceStatus.builder(instance.id())
                .state(standing.visibleState(), redacted.apply(reason(standing)), standing.visibleSince())
                .source(standing.definition().source())
                .problems(standing.problems())
                .description(standing.lastGood()
                        .map(each -> each.common().description())
                        .map(redacted)
                        .orElse(""))
                .health(core.calls().health().known(instance));
        if (standing.version() != null) {
            status.version(standing.version().version());
        }
        return status.build();
    }

    private static String reason(Standing standing) {
        if (!standing.problems().isEmpty() || standing.slot() == null) {
            return standing.reason();
        }
        return standing.slot()
                .observed()
                .flatMap(Observations::lastFailure)
                .map(failure -> "the last call failed: " + failure.cause().getMessage())
                .orElseGet(() -> standing.visibleState() == InstanceState.ACTIVE
                        ? "serves calls with " + standing.version()
                        : standing.reason());
    }
}
