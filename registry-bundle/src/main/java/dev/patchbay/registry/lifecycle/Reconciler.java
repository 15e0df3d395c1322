package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.config.SettingsCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings instances to what the {@link StandingRules} say. Every method runs on the queue of the instance's type, so that
 * an instance has one writer; none runs code of a connector.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** What is missing now may be on its way: a JAR is installed first and started then. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MOST_POSTPONED = 10;

    private final Instances instances;
    private final StandingRules rules;
    private final SettingsCheck check;
    private final Background background;
    private final SerialQueues queues;
    /** Types of which something was missing, and which will be looked at again. */
    private final Set<String> lookedAtAgain = ConcurrentHashMap.newKeySet();

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
        this.background = background;
        this.queues = queues;
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
        report(instance, next);
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

    private void report(Instance instance, Standing standing) {
        if (isAbsence(standing)) {
            lookAgain(instance.id().type());
        } else {
            log(instance, standing);
        }
    }

    /** Tells of what is missing once it has been missing for a while. */
    private void lookAgain(String type) {
        if (lookedAtAgain.add(type)) {
            lookAgain(type, MOST_POSTPONED);
        }
    }

    /** While JARs are taken in, as at a start with many, what is missing may be among them. */
    private void lookAgain(String type, int postponed) {
        background.later(PATIENCE, () -> {
            if (postponed > 0 && queues.isBusy(Reconciler::isOfJars)) {
                lookAgain(type, postponed - 1);
            } else {
                queues.submit(type, () -> tellOfAbsent(type));
            }
        });
    }

    private void tellOfAbsent(String type) {
        ofType(type).filter(each -> isAbsence(each.standing())).forEach(each -> {
            refresh(each);
            log(each, each.standing());
        });
        lookedAtAgain.remove(type);
    }

    /** No type has a colon in its name: these are the queues of files and of the plans that are made of them. */
    private static boolean isOfJars(String queue) {
        return queue.startsWith("file:") || queue.startsWith("deploy:");
    }

    private static void log(Instance instance, Standing standing) {
        InstanceId id = instance.id();
        if (!instance.isNews(standing)) {
            return;
        }
        standing.warnings().forEach(warning -> LOG.warn("'{}': {}", id, warning));
        if (!standing.problems().isEmpty()) {
            String rest = standing.slot() == null ? "" : " (the last good settings serve on)";
            standing.problems().forEach(problem -> LOG.warn("'{}': {}{}", id, problem, rest));
        } else if (isAbsence(standing) || standing.state() == InstanceState.INVALID) {
            LOG.warn("'{}' is {}: {}", id, standing.state(), standing.reason());
        } else {
            LOG.info("'{}' is {}: {}", id, standing.state(), standing.reason());
        }
    }

    private static boolean isAbsence(Standing standing) {
        return standing.state() == InstanceState.WAITING || standing.state() == InstanceState.INCOMPATIBLE;
    }

    private static boolean isDraining(Instance instance) {
        return instance.standing().state() == InstanceState.DRAINING;
    }
}
