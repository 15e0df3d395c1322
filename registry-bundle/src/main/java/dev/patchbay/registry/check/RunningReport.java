package dev.patchbay.registry.check;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import java.util.List;
import java.util.Set;

/** What is wrong in a runtime, as it says itself. */
final class RunningReport implements HomeInspection {
    private static final Set<InstanceState> HELD_UP =
            Set.of(InstanceState.WAITING, InstanceState.INCOMPATIBLE, InstanceState.INVALID);

    private final String home;
    private final ConnectorRegistry registry;

    RunningReport(String home, ConnectorRegistry registry) {
        this.home = home;
        this.registry = registry;
    }

    @Override
    public HomeReport inspect() {
        Findings findings = new Findings();
        List<InstanceStatus> instances = registry.instances(InstanceFilter.all());
        findings.problems(registry.problems());
        instances.forEach(each -> add(each, findings));
        return new HomeReport(
                home, registry.deployments().size(), instances.size(), findings.problems(), findings.warnings());
    }

    private static void add(InstanceStatus status, Findings findings) {
        if (status.problems().isEmpty() && HELD_UP.contains(status.state())) {
            findings.problem(Problem.of(status.reason()).at(status.source(), 0));
        }
        findings.problems(status.problems());
    }
}
