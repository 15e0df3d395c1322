package dev.patchbay.registry;

import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.health.HealthAnswer;
import dev.patchbay.registry.lifecycle.Instance;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers about health: all questions go out at once, then the answers are collected. */
final class HealthQueries {
    private final RegistryCore core;
    private final InstanceQueries instances;

    HealthQueries(RegistryCore core, InstanceQueries instances) {
        this.core = core;
        this.instances = instances;
    }

    Health one(InstanceId id) {
        return ask(instances.require(id));
    }

    Map<InstanceId, Health> all(InstanceFilter filter, HealthOptions options) {
        List<Instance> asked = instances.matching(filter);
        HealthAnswer[] answers = new HealthAnswer[asked.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = core.calls().health().ask(asked.get(i), options);
        }
        // When the last answer is there, most others are: so this thread is woken a few times, and not by each of them.
        Health[] healths = new Health[answers.length];
        for (int i = answers.length - 1; i >= 0; i--) {
            healths[i] = answers[i].await();
        }
        Map<InstanceId, Health> found = new LinkedHashMap<>();
        for (int i = 0; i < healths.length; i++) {
            found.put(asked.get(i).id(), healths[i]);
        }
        return found;
    }

    List<InstanceId> healthy(InstanceFilter filter) {
        return all(filter, HealthOptions.cached()).entrySet().stream()
                .filter(each -> each.getValue().usable())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The tenant's own instances come before shared ones, and among these the highest priority first. */
    InstanceId route(String type, TenantScope scope) {
        String tenant = scope.tenant();
        List<Instance> candidates = instances.matching(InstanceFilter.all().type(type)).stream()
                .filter(each -> scope.sees(each.id()))
                .sorted(Comparator.comparing((Instance each) -> scope.owns(each.id()) ? 0 : 1)
                        .thenComparing(
                                Comparator.comparing(HealthQueries::priority).reversed())
                        .thenComparing(Instance::id))
                .toList();
        if (candidates.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "no instance of '" + type + "' serves tenant '" + tenant
                            + "'; configure one, or share one of the default tenant with shared=true");
        }
        // One after the other: an object is made only where those before are not usable.
        for (Instance each : candidates) {
            if (scope.told(each, ask(each)).usable()) {
                return each.id();
            }
        }
        Instance first = candidates.get(0);
        throw noneHealthy(type, tenant, first.id(), scope.told(first, ask(first)), candidates.size());
    }

    private Health ask(Instance instance) {
        return core.calls()
                .health()
                .ask(instance, HealthOptions.cached().create())
                .await();
    }

    private static int priority(Instance instance) {
        return instance.standing()
                .lastGood()
                .map(each -> each.common().priority())
                .orElse(0);
    }

    private static ConnectorException noneHealthy(
            String type, String tenant, InstanceId first, Health health, int count) {
        return new ConnectorException(
                ErrorCode.REMOTE_UNAVAILABLE,
                "none of the " + count + " instances of '" + type + "' that serve tenant '" + tenant + "' is healthy; '"
                        + first + "' is " + health);
    }
}
