package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.config.SettingsCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings instances to what the {@link StandingRules} say. Every method runs on the queue of the instance's type, so that
 * an instance has one writer; none runs code of a connector.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Instances instances;
    private final StandingRules rules;
    private final SettingsCheck check;
    private final SerialQueues queues;
    private final StandingReports reports;

    public Reconciler(
            Instances instances,
            ConnectorTypes types,
            SettingsCheck check,
            OperatorState operator,
            Absences absences,
            Background background,
            SerialQueues queues) {
        this.instances = instances;
        this.check = check;
        this.rules = new StandingRules(types, check, operator, absences, background);
        this.queues = queues;
        this.reports = new StandingReports(background, queues, this::ofType, this::refresh);
    }

    /** A source says what an instance is, for the first time or anew. */
    public void define(Definition definition) {
        Optional<Instance> known = instances.find(definition.id());
        if (known.isPresent()) {
            reconcile(known.get(), definition);
            return;
        }
        Instance instance = new Instance(definition.id(), null);
        reconcile(instance, definition);
        instances.add(instance);
    }

    /** A type has come, gone or changed. */
    public void refresh(String type) {
        ofType(type).forEach(this::refresh);
    }

    /** The operator has decided something about an instance. */
    public void refresh(InstanceId id) {
        instances.find(id).ifPresent(this::refresh);
    }

    /** No source defines the instance any more: it drains and is gone. */
    public void remove(InstanceId id) {
        instances.find(id).filter(each -> !isDraining(each)).ifPresent(instance -> {
            Standing before = instance.standing();
            check.forget(id);
            if (before.version() != null) {
                before.version().rules().forget(id);
            }
            if (before.slot() == null || before.slot().leases() == 0) {
                instances.remove(id);
                before.serving().ifPresent(ConnectorSlot::retire);
                return;
            }
            instance.stand(new Standing(
                    before.definition(),
                    before.settings(),
                    null,
                    InstanceState.DRAINING,
                    "its configuration was removed; " + before.slot().leases() + " calls are ending",
                    Instant.now(),
                    before.version(),
                    List.of(),
                    List.of()));
            instances.stood(instance);
            before.slot().retire().thenRun(() -> queues.submit(id.type(), () -> removeDrained(id)));
        });
    }

    private void removeDrained(InstanceId id) {
        instances.find(id).filter(Reconciler::isDraining).ifPresent(each -> instances.remove(id));
    }

    private Stream<Instance> ofType(String type) {
        return instances.all().stream().filter(each -> each.id().type().equals(type));
    }

    private void refresh(Instance instance) {
        if (!isDraining(instance)) {
            reconcile(instance, instance.standing().definition());
        }
    }

    /** A fault with one instance is that one's problem, and no other's of its type. */
    private void reconcile(Instance instance, Definition definition) {
        Standing before = instance.standing();
        Optional<Settings> served = served(before, definition);
        Standing next;
        try {
            check.use(definition, served);
            next = rules.next(instance.id(), before, definition).after(before);
        } catch (RuntimeException fault) {
            LOG.error("'{}' could not be checked: {}", instance.id(), fault.toString(), fault);
            next = uncheckable(before, definition, fault);
        }
        instance.stand(next);
        Optional<Settings> serving = served(next, definition);
        if (served.orElse(null) != serving.orElse(null)) {
            check.use(definition, serving);
        }
        if (before != null && before.slot() != null && before.slot() != next.slot()) {
            before.slot().retire();
        }
        reports.tell(instance, next);
        instances.stood(instance);
    }

    /** What an instance serves with where that is not its definition of now: a secret of either may change. */
    private static Optional<Settings> served(Standing standing, Definition definition) {
        return Optional.ofNullable(standing)
                .flatMap(Standing::lastGood)
                .filter(each -> each.definition() != definition);
    }

    private static Standing uncheckable(Standing before, Definition definition, RuntimeException fault) {
        Problem problem = Problem.of("the configuration could not be checked (" + fault + "); the log has the details");
        ConnectorSlot slot = before == null ? null : before.slot();
        return new Standing(
                definition,
                before == null ? null : before.settings(),
                slot,
                slot == null ? InstanceState.INVALID : InstanceState.READY,
                problem.message(),
                Instant.now(),
                slot == null ? null : slot.version(),
                List.of(problem),
                List.of());
    }

    private static boolean isDraining(Instance instance) {
        return instance.standing().state() == InstanceState.DRAINING;
    }
}
