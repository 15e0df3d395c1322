package dev.patchbay.registry;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.Explanation;
import dev.patchbay.api.GetOptions;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant is told of instances: of its own everything; of a shared one that it is there and how it is, never how it
 * is configured or what happened in calls of others.
 */
final class TenantAnswers {
    private final RegistryCore core;
    private final TenantScope scope;
    private final InstanceQueries instances;
    private final HealthQueries health;
    private final Handles handles;
    private final Explanations explanations;

    TenantAnswers(
            RegistryCore core,
            TenantScope scope,
            InstanceQueries instances,
            HealthQueries health,
            Handles handles,
            Explanations explanations) {
        this.core = core;
        this.scope = scope;
        this.instances = instances;
        this.health = health;
        this.handles = handles;
        this.explanations = explanations;
    }

    List<InstanceStatus> instances(InstanceFilter filter) {
        return instances.matching(scope.narrowed(filter)).stream()
                .map(this::status)
                .toList();
    }

    ConnectorHandle handle(InstanceId asked, GetOptions options) {
        if (!options.overrides().isEmpty()) {
            InstanceId own = scope.own(asked);
            requireWritable(own, options.overrides());
            return handles.get(own, options);
        }
        return handles.get(scope.visible(asked), options, scope);
    }

    /** @throws ConnectorException with INVALID_CONFIG if the tenant may not write such settings for this instance */
    void requireWritable(InstanceId own, Map<String, Object> settings) {
        TenantReferences.check(own, settings);
        TenantReferences.requireOwn(
                own, core.instances().find(own).map(each -> each.standing().definition()));
    }

    Health health(InstanceId asked) {
        Instance instance = instances.require(scope.visible(asked));
        return scope.told(instance, health.one(instance.id()));
    }

    Map<InstanceId, Health> healthAll(InstanceFilter filter, HealthOptions options) {
        Map<InstanceId, Health> told = new LinkedHashMap<>();
        health.all(scope.narrowed(filter), options)
                .forEach((id, found) ->
                        core.instances().find(id).ifPresent(instance -> told.put(id, scope.told(instance, found))));
        return told;
    }

    List<InstanceId> healthy(InstanceFilter filter) {
        return healthAll(filter, HealthOptions.cached()).entrySet().stream()
                .filter(each -> each.getValue().usable())
                .map(Map.Entry::getKey)
                .toList();
    }

    Explanation why(String subject) {
        Optional<Instance> instance = visible(subject);
        if (instance.isPresent()) {
            return Explanation.of(
                    subject,
                    scope.owns(instance.get().id()) ? explanations.ofOwn(instance.get()) : ofShared(instance.get()));
        }
        return core.types()
                .newest(subject)
                .map(type -> Explanation.of(
                        subject, List.of("connector '" + subject + "' " + type.version() + " is installed")))
                .orElseGet(() -> Explanation.unknown(
                        subject, List.of("'" + subject + "' is no instance of tenant '" + scope.tenant() + "'")));
    }

    private Optional<Instance> visible(String subject) {
        try {
            return core.instances().find(scope.visible(InstanceId.parse(subject)));
        } catch (IllegalArgumentException | ConnectorException notVisible) {
            return Optional.empty();
        }
    }

    private List<String> ofShared(Instance instance) {
        InstanceStatus status = status(instance);
        List<String> sentences = new ArrayList<>();
        sentences.add("'" + status.id() + "' is " + status.state() + ": " + status.reason());
        sentences.add("its health was " + status.health());
        instance.breaker(scope.tenant())
                .flatMap(each -> BreakerSentence.ofTenant(scope.tenant(), each))
                .ifPresent(sentences::add);
        return sentences.stream().map(core.memory()::redact).toList();
    }

    private InstanceStatus status(Instance instance) {
        InstanceStatus full = instances.status(instance);
        if (scope.owns(instance.id())) {
            return full;
        }
        InstanceStatus.Builder told = InstanceStatus.builder(full.id())
                .state(full.state(), TenantScope.SHARED_REASON, full.since())
                .source("the default tenant")
                .health(scope.told(instance, full.health()));
        full.version().ifPresent(told::version);
        return told.build();
    }
}
