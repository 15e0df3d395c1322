package dev.patchbay.registry;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Checked;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.TypeVersion;
import dev.patchbay.registry.resilience.InstanceLimits;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators and programs change: switching instances on and off, and configuring them without a file. */
final class Operations {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RegistryCore core;

    Operations(RegistryCore core) {
        this.core = core;
    }

    void decide(InstanceId id, boolean on) {
        if (core.instances().find(id).isEmpty()) {
            throw NotFound.instance(id);
        }
        core.operator().decide(id, on);
        core.queues().submit(id.type(), () -> core.reconciler().refresh(id));
        core.queues().settle(id.type(), LIMIT);
    }

    /** For all who call. */
    void breaker(InstanceId id, BreakerOrder order) {
        limits(id).order(order);
    }

    /** For the calls of a tenant that can make some. */
    void breaker(InstanceId id, String tenant, BreakerOrder order) {
        limits(id).order(tenant, order);
    }

    private InstanceLimits limits(InstanceId id) {
        Instance instance = core.instances().find(id).orElseThrow(() -> NotFound.instance(id));
        if (instance.standing().lastGood().isEmpty()) {
            throw NotFound.limits(instance);
        }
        return instance.limits(Time.SYSTEM);
    }

    void configure(InstanceId id, Map<String, Object> settings) {
        requireNotOwnedByFile(id);
        Definition definition = Definition.of(id, "program", settings);
        // Which keys are secrets is known from the schema only, and none may get into ConfigAdmin.
        TypeVersion version = core.types()
                .newest(id.type(), core.check().pinnedVersion(definition))
                .orElseThrow(() -> NotFound.type(id.type(), core.explainer()));
        Definition effective = core.overlays().over(id, Optional.of(definition)).orElse(definition);
        Checked checked = core.check().check(effective, version.schema(), version.rules());
        List<Problem> problems = new ArrayList<>(checked.problems());
        problems.addAll(core.check().clearPasswords(settings, version.schema()));
        if (!problems.isEmpty()) {
            throw Handles.invalid(id, problems);
        }
        core.configurations().write(definition);
        core.queues().settle(id.type(), LIMIT);
    }

    void remove(InstanceId id) {
        requireNotOwnedByFile(id);
        if (!core.configurations().delete(id)) {
            throw core.overlays()
                    .over(id, Optional.empty())
                    .map(alone -> new ConnectorException(
                            ErrorCode.INVALID_CONFIG,
                            "'" + id + "' is defined by " + alone.source() + " alone; unset its settings there"))
                    .orElseGet(() -> NotFound.instance(id));
        }
        core.queues().settle(id.type(), LIMIT);
    }

    private void requireNotOwnedByFile(InstanceId id) {
        core.configurations().read(id).flatMap(Definition::file).ifPresent(file -> {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    "'" + id + "' is configured by " + file.getFileName() + "; change or delete that file");
        });
    }
}
