package dev.patchbay.registry.install;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How each file stands, from what was planned and what runs. */
final class DeploymentStates {
    private final Function<String, List<DeployedFile>> groups;
    private final Map<String, Plan> plans;
    private final TriedJars running;

    /** @param groups the files that bring a type or a library, in the order in which they came */
    DeploymentStates(Function<String, List<DeployedFile>> groups, Map<String, Plan> plans, TriedJars running) {
        this.groups = groups;
        this.plans = plans;
        this.running = running;
    }

    /** What an operator should do something about. */
    static Optional<String> problem(Deployment deployment) {
        return switch (deployment.state()) {
            case UNSOUND, INCOMPATIBLE, DUPLICATE -> Optional.of(String.join("; ", deployment.reasons()));
            default ->
                deployment.reasons().isEmpty() || deployment.state() == DeploymentState.SUPERSEDED
                        ? Optional.empty()
                        : Optional.of(String.join("; ", deployment.reasons()));
        };
    }

    Deployment of(DeployedFile file) {
        if (file.jar() == null) {
            return Deployment.unsound(file.file(), List.of(file.problem()));
        }
        List<String> reasons = new ArrayList<>();
        DeploymentState state = state(file, reasons);
        if (file.problem() != null) {
            reasons.add(0, file.problem() + "; what it held before (" + file.jar() + ") goes on");
        }
        return Deployment.of(
                file.file(),
                state,
                file.jar().facts().name(),
                file.jar().facts().version(),
                file.jar().facts().types(),
                file.jar().sha256(),
                reasons);
    }

    private DeploymentState state(DeployedFile file, List<String> reasons) {
        Jar jar = file.jar();
        String key = jar.keys().get(0);
        List<DeployedFile> group = groups.apply(key);
        Optional<Plan> plan = Optional.ofNullable(plans.get(key));
        boolean wanted = plan.filter(each -> each.wanted().contains(jar)).isPresent();
        Optional<DeployedFile> earlier =
                Plan.earlier(file, group).filter(each -> !wanted || each.jar().equals(jar));
        if (earlier.isPresent()) {
            reasons.add(duplicate(jar, earlier.get()));
            return DeploymentState.DUPLICATE;
        }
        if (wanted) {
            reasons.addAll(running.works(jar) ? running.warnings(jar) : running.obstacles(jar));
            return jar.isConnector() ? DeploymentState.SERVING : DeploymentState.LIBRARY;
        }
        if (plan.isEmpty() || running.isStarting(jar)) {
            reasons.addAll(running.obstacles(jar));
            return DeploymentState.STARTING;
        }
        if (plan.get().superfluous().contains(jar)) {
            reasons.add(superseded(plan.get(), group));
            return DeploymentState.SUPERSEDED;
        }
        reasons.addAll(running.obstacles(jar));
        instead(plan.get(), file, group).ifPresent(reasons::add);
        return DeploymentState.INCOMPATIBLE;
    }

    private static String duplicate(Jar jar, DeployedFile earlier) {
        return earlier.jar().sha256().equals(jar.sha256())
                ? "holds the same bytes as '" + earlier.file() + "'; delete one of them"
                : "brings the same version of " + jar + " as '" + earlier.file()
                        + "', with other bytes; raise its version, or delete one of them";
    }

    private static String superseded(Plan plan, List<DeployedFile> group) {
        return plan.serving().facts().version() + " serves"
                + file(plan.serving(), group)
                        .map(each -> " ('" + each.file() + "')")
                        .orElse("");
    }

    /** What goes on meanwhile, so that nobody has to fear for it. */
    private static Optional<String> instead(Plan plan, DeployedFile file, List<DeployedFile> group) {
        if (file.former() != null && plan.wanted().contains(file.former())) {
            return Optional.of("what it held before (" + file.former() + ") goes on");
        }
        return Optional.ofNullable(plan.serving())
                .map(each -> each.facts().version() + " serves on"
                        + file(each, group)
                                .map(other -> " ('" + other.file() + "')")
                                .orElse(""));
    }

    private static Optional<DeployedFile> file(Jar jar, List<DeployedFile> group) {
        return group.stream()
                .filter(each -> each.offers().anyMatch(jar::equals))
                .findFirst();
    }
}
