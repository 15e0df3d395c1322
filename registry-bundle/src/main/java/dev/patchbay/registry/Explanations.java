package dev.patchbay.registry;

import dev.patchbay.api.Deployment;
import dev.patchbay.api.Explanation;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.files.ConfigFolder;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.lifecycle.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers {@code why}: for an instance, a type, or a file. Names of threads and what activators fail with are foreign texts. */
final class Explanations {
    /** Of the instances of one file; the others have the like, most likely, and 'list' has them all. */
    private static final int MOST_EXPLAINED = 20;

    private final RegistryCore core;
    private final FileProblems files;
    private final InstanceQueries instances;

    Explanations(RegistryCore core, FileProblems files) {
        this.core = core;
        this.files = files;
        this.instances = new InstanceQueries(core);
    }

    Explanation why(String subject) {
        Sentences sentences = new Sentences();
        ExplainedType type = new ExplainedType(core, subject);
        id(subject).flatMap(core.instances()::find).ifPresent(each -> explainWithRemnants(each, sentences));
        if (sentences.isEmpty()) {
            explainFile(subject.substring(subject.lastIndexOf('/') + 1), sentences);
        }
        // 'github' is a type, and its default instance too.
        if (sentences.isEmpty() || type.isDeclared()) {
            type.to(sentences);
        }
        return sentences.isEmpty()
                ? Explanation.unknown(subject, List.of(unknown(subject)))
                : Explanation.of(subject, sentences.told(core.memory()::redact));
    }

    private static String unknown(String subject) {
        if (subject.endsWith(".jar") || ConfigFolder.reads(subject)) {
            return "there is no file '" + subject + "' in config/ or deploy/ that Patchbay has read";
        }
        if (subject.endsWith(".cfg")) {
            return "'" + subject
                    + "' is not the name of an instance's file, which is connector.TYPE~NAME@TENANT.cfg; in"
                    + " config/, it configures a component of that name";
        }
        return id(subject)
                .map(id -> NotFound.instance(id).getMessage())
                .orElse("'" + subject + "' is no instance, type or file; 'list' and 'types' show those that are there");
    }

    /** As its tenant is told, who learns nothing of what others left behind. */
    List<String> ofOwn(Instance instance) {
        Sentences sentences = new Sentences();
        new ExplainedInstance(core, instances, instance).to(sentences);
        // Where the file lies is the operator's business.
        String place = instance.standing()
                .definition()
                .file()
                .map(file -> " (" + file + ")")
                .orElse("");
        return sentences.told(each -> core.memory().redact(each.replace(place, "")));
    }

    private void explainWithRemnants(Instance instance, Sentences sentences) {
        new ExplainedInstance(core, instances, instance).to(sentences);
        sentences.addAll(BreakerSentence.ofTenants(instance));
        // It may be there because its file cannot be understood any more.
        sentences.addNew(files.problems(instance.standing().definition().source()).stream()
                .map(Problem::toString)
                .toList());
        if (instance.standing().serving().isEmpty()) {
            sentences.addAll(core.unloads().ofType(instance.id().type()));
        }
    }

    private void explainFile(String name, Sentences sentences) {
        if (core.deployed().stream().noneMatch(each -> each.file().equals(name))) {
            files.problems(name).stream().map(Problem::toString).forEach(sentences::add);
        }
        List<Instance> defined = core.instances().all().stream()
                .filter(each -> each.standing().definition().source().equals(name))
                .toList();
        if (defined.size() > 1) {
            sentences.add(states(name, defined));
        }
        defined.stream()
                .filter(each -> defined.size() == 1
                        || !each.standing().problems().isEmpty()
                        || !each.standing().warnings().isEmpty())
                .limit(MOST_EXPLAINED)
                .forEach(each -> explainWithRemnants(each, sentences));
        core.deployed().stream()
                .filter(each -> each.file().equals(name))
                .forEach(each -> sentences.addAll(sentences(each)));
        sentences.addAll(core.unloads().ofLocation(core.locations(name)::contains));
    }

    private static String states(String file, List<Instance> instances) {
        Map<InstanceState, Long> counts = instances.stream()
                .collect(Collectors.groupingBy(
                        each -> each.standing().visibleState(), TreeMap::new, Collectors.counting()));
        String states = counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        return "'" + file + "' defines " + instances.size() + " instances: " + states;
    }

    private static List<String> sentences(Deployment deployment) {
        List<String> sentences = new ArrayList<>();
        if (!deployment.name().isEmpty()) {
            String what = deployment.types().isEmpty()
                    ? "library " + deployment.name() + " " + deployment.version()
                    : "connector '" + String.join("', '", deployment.types()) + "' " + deployment.version() + " ("
                            + deployment.name() + ")";
            sentences.add("'" + deployment.file() + "' holds " + what + "; its state is " + deployment.state());
        }
        deployment.reasons().forEach(reason -> sentences.add("'" + deployment.file() + "': " + reason));
        return sentences;
    }

    private static Optional<InstanceId> id(String text) {
        try {
            return Optional.of(InstanceId.parse(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
