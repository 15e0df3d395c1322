package dev.patchbay.registry;

import dev.patchbay.api.Deployment;
import dev.patchbay.api.Explanation;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.evidence.CheckSeen;
import dev.patchbay.registry.files.ConfigFolder;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Observations;
import dev.patchbay.registry.lifecycle.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers {@code why}: for an instance, a type, or a file. */
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
        List<String> sentences = new ArrayList<>();
        id(subject).flatMap(core.instances()::find).ifPresent(each -> explainWithRemnants(each, sentences));
        if (sentences.isEmpty()) {
            explainFile(subject.substring(subject.lastIndexOf('/') + 1), sentences);
        }
        // 'github' is a type, and its default instance too.
        if (sentences.isEmpty() || isDeclared(subject)) {
            explainType(subject, sentences);
        }
        return sentences.isEmpty()
                ? Explanation.unknown(subject, List.of(unknown(subject)))
                : Explanation.of(subject, redacted(sentences));
    }

    private boolean isDeclared(String type) {
        return !core.types().versions(type).isEmpty()
                || core.explainer().absentTypes().contains(type);
    }

    private static String unknown(String subject) {
        if (subject.endsWith(".jar") || ConfigFolder.reads(subject)) {
            return "there is no file '" + subject + "' in config/ or deploy/ that Patchbay has read";
        }
        return id(subject)
                .map(id -> NotFound.instance(id).getMessage())
                .orElse("'" + subject + "' is no instance, type or file; 'list' and 'types' show those that are there");
    }

    /** As its tenant is told, who learns nothing of what others left behind. */
    List<String> ofOwn(Instance instance) {
        List<String> sentences = new ArrayList<>();
        explain(instance, sentences);
        // Where the file lies is the operator's business.
        instance.standing()
                .definition()
                .file()
                .ifPresent(file -> sentences.replaceAll(each -> each.replace(" (" + file + ")", "")));
        return redacted(sentences);
    }

    /** Names of threads and what activators fail with are foreign texts. */
    private List<String> redacted(List<String> sentences) {
        return sentences.stream().distinct().map(core.memory()::redact).toList();
    }

    private void explainWithRemnants(Instance instance, List<String> sentences) {
        explain(instance, sentences);
        // It may be there because its file cannot be understood any more.
        addNew(
                files.problems(instance.standing().definition().source()).stream()
                        .map(Problem::toString)
                        .toList(),
                sentences);
        if (instance.standing().serving().isEmpty()) {
            sentences.addAll(core.unloads().ofType(instance.id().type()));
        }
    }

    private void explain(Instance instance, List<String> sentences) {
        Standing standing = instance.standing();
        sentences.add("'" + instance.id() + "' is " + standing.visibleState() + " since " + standing.visibleSince()
                + ": " + instances.status(instance).reason());
        if (standing.problems().size() > 1) {
            standing.problems().stream().map(Problem::toString).forEach(sentences::add);
        }
        standing.warnings().stream().map(Problem::toString).forEach(sentences::add);
        addNew(core.explainer().reasons(instance.id().type()), sentences);
        sentences.add("it is configured by " + standing.definition().source()
                + standing.definition().file().map(file -> " (" + file + ")").orElse(""));
        standing.serving().ifPresent(slot -> explain(instance, slot, sentences));
        instance.breaker()
                .flatMap(each -> BreakerSentence.of(instance.id(), each))
                .ifPresent(sentences::add);
        instance.limitStatus()
                .flatMap(LimitStatus::pausedFor)
                .ifPresent(left -> sentences.add(
                        "the external system has asked to make no request for another " + BreakerSentence.text(left)));
        sentences.addAll(core.calls().deadlines().overdue(instance.id()));
    }

    private void explain(Instance instance, ConnectorSlot slot, List<String> sentences) {
        Optional<Observations> seen = slot.observed();
        seen.ifPresent(used -> explain(core.calls().health().known(instance), used.checked(), sentences));
        seen.flatMap(Observations::lastFailure)
                .ifPresent(failure -> sentences.add("its last call failed at " + failure.at() + " with "
                        + failure.cause().code() + ", correlation id "
                        + failure.cause().correlationId().orElse("unknown")));
        if (slot.leases() > 0) {
            sentences.add(slot.leases() == 1 ? "1 call is under way" : slot.leases() + " calls are under way");
        }
    }

    private static void explain(Health found, Optional<CheckSeen> checked, List<String> sentences) {
        found.checkedAt()
                .ifPresent(at -> sentences.add(
                        "its health was " + found + (found.isLearned() ? " (" : " (checked ") + "at " + at + ")"));
        // What calls have shown is told above; that a check says something else may be what somebody looks for.
        checked.map(CheckSeen::found)
                .filter(each -> found.isLearned() && each.status() != found.status())
                .ifPresent(each -> sentences.add("its latest check found " + each + " (checked at "
                        + each.checkedAt().orElseThrow() + ")"));
        found.cause().ifPresent(cause -> sentences.add("the cause is " + cause + ": " + cause.sentence()));
    }

    private void explainFile(String name, List<String> sentences) {
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

    private void explainType(String type, List<String> sentences) {
        List<String> remnants = core.unloads().ofType(type);
        if (isDeclared(type)) {
            explainDeclared(type, sentences);
        } else if (!remnants.isEmpty()) {
            addNew(core.explainer().compatibility(type).reasons(), sentences);
        }
        sentences.addAll(remnants);
    }

    private void explainDeclared(String type, List<String> sentences) {
        if (core.types().versions(type).isEmpty()) {
            addNew(core.explainer().compatibility(type).reasons(), sentences);
            return;
        }
        explainServing(type, sentences);
        addNew(core.explainer().reasons(type), sentences);
    }

    /** One of them may be the reason of an instance's state, which is told already. */
    private static void addNew(List<String> reasons, List<String> sentences) {
        reasons.stream()
                .filter(each -> sentences.stream().noneMatch(said -> said.contains(each)))
                .forEach(sentences::add);
    }

    private void explainServing(String type, List<String> sentences) {
        core.types()
                .versions(type)
                .forEach(each -> sentences.add("connector '" + type + "' " + each.version() + " from "
                        + each.metadata().source() + " can serve"));
        long count = core.instances().all().stream()
                .filter(each -> each.id().type().equals(type))
                .count();
        if (count == 0) {
            sentences.add("no instance of it is configured; 'template " + type + "' prints a file to start from");
        } else {
            sentences.add((count == 1 ? "1 instance of it is" : count + " instances of it are")
                    + " configured; see 'list --type " + type + "'");
        }
    }

    private static Optional<InstanceId> id(String text) {
        try {
            return Optional.of(InstanceId.parse(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
