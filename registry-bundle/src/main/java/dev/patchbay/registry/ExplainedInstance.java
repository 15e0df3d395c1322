package dev.patchbay.registry;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.Health;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.evidence.CheckSeen;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Observations;
import dev.patchbay.registry.lifecycle.Standing;
import java.util.Optional;

/** What {@code why} says of an instance: how it stands, what configures it, and how its calls go. */
final class ExplainedInstance {
    private final RegistryCore core;
    private final InstanceQueries instances;
    private final Instance instance;

    ExplainedInstance(RegistryCore core, InstanceQueries instances, Instance instance) {
        this.core = core;
        this.instances = instances;
        this.instance = instance;
    }

    /** Adds them; they may hold secrets. */
    void to(Sentences sentences) {
        Standing standing = instance.standing();
        sentences.add("'" + instance.id() + "' is " + standing.visibleState() + " since " + standing.visibleSince()
                + ": " + instances.status(instance).reason());
        if (standing.problems().size() > 1) {
            standing.problems().stream().map(Problem::toString).forEach(sentences::add);
        }
        standing.warnings().stream().map(Problem::toString).forEach(sentences::add);
        sentences.addNew(core.explainer().reasons(instance.id().type()));
        sentences.add("it is configured by " + standing.definition().source()
                + standing.definition().file().map(file -> " (" + file + ")").orElse(""));
        standing.serving().ifPresent(slot -> explainUse(slot, sentences));
        instance.breaker()
                .flatMap(each -> BreakerSentence.of(instance.id(), each))
                .ifPresent(sentences::add);
        instance.limitStatus()
                .flatMap(LimitStatus::pausedFor)
                .ifPresent(left -> sentences.add(
                        "the external system has asked to make no request for another " + BreakerSentence.text(left)));
        sentences.addAll(core.calls().deadlines().overdue(instance.id()));
    }

    private void explainUse(ConnectorSlot slot, Sentences sentences) {
        Optional<Observations> seen = slot.observed();
        seen.ifPresent(used -> explainHealth(core.calls().health().known(instance), used.checked(), sentences));
        seen.flatMap(Observations::lastFailure)
                .ifPresent(failure -> sentences.add("its last call failed at " + failure.at() + " with "
                        + failure.cause().code() + ", correlation id "
                        + failure.cause().correlationId().orElse("unknown")));
        if (slot.leases() > 0) {
            sentences.add(slot.leases() == 1 ? "1 call is under way" : slot.leases() + " calls are under way");
        }
    }

    private static void explainHealth(Health found, Optional<CheckSeen> checked, Sentences sentences) {
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
}
