package dev.patchbay.registry.shell;

import dev.patchbay.api.Deployment;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.InstanceState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be told of a connector that is being developed, in one line, and as facts for a program. Immutable. */
final class DevelopmentNews {
    private static final Set<InstanceState> TROUBLE =
            EnumSet.of(InstanceState.INVALID, InstanceState.INCOMPATIBLE, InstanceState.WAITING);

    private final String text;
    private final Map<String, Object> facts;

    private DevelopmentNews(String text, Map<String, Object> facts) {
        this.text = text;
        this.facts = facts;
    }

    /** Something about a file that needs no more than a sentence. */
    static DevelopmentNews of(String file, String sentence) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file);
        facts.put("problem", sentence);
        return new DevelopmentNews(file + ": " + sentence, facts);
    }

    /**
     * How the file stands that a build was dropped as.
     *
     * @param instances those of its types
     * @param remark what else is to be said; may be empty
     */
    static DevelopmentNews of(Deployment deployment, List<InstanceStatus> instances, String remark) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", deployment.file());
        facts.put("state", deployment.state());
        facts.put("types", deployment.types());
        facts.put("version", deployment.version());
        facts.put("sha256", deployment.sha256());
        facts.put("reasons", deployment.reasons());
        facts.put("instances", instances.stream().map(DevelopmentNews::facts).toList());
        List<String> parts = new ArrayList<>();
        parts.add(String.join(" ", deployment.types()) + " " + deployment.version() + " " + deployment.state());
        parts.addAll(deployment.reasons());
        if (deployment.state() == DeploymentState.SERVING) {
            parts.addAll(served(deployment, instances));
        }
        if (!remark.isEmpty()) {
            parts.add(remark);
        }
        return new DevelopmentNews(String.join("; ", parts), facts);
    }

    String text() {
        return text;
    }

    Map<String, Object> facts() {
        return facts;
    }

    boolean says(String before) {
        return text.equals(before);
    }

    private static List<String> served(Deployment deployment, List<InstanceStatus> instances) {
        if (instances.isEmpty()) {
            return List.of("no instance yet, make one: config/connector."
                    + deployment.types().get(0) + ".cfg");
        }
        List<String> parts = new ArrayList<>();
        parts.add(instances.size() == 1 ? instances.get(0).id().toString() : instances.size() + " instances");
        instances.stream()
                .filter(each -> TROUBLE.contains(each.state()))
                .forEach(each -> parts.add(each.id() + " " + each.state() + ": " + each.reason()));
        return parts;
    }

    private static Map<String, Object> facts(InstanceStatus instance) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", instance.id());
        facts.put("state", instance.state());
        facts.put("reason", instance.reason());
        return facts;
    }
}
