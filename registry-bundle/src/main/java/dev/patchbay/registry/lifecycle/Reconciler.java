package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Checked;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.config.SettingsCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.VersionRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an instance to what its definition, the installed types and the operator say. Every method runs on the queue of
 * the instance's type, so that an instance has one writer; none runs code of a connector.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Instances instances;
    private final ConnectorTypes types;
    private final SettingsCheck check;
    private final OperatorState operator;
    private final Absences absences;
    private final Background background;
    private final SerialQueues queues;

    public Reconciler(
            Instances instances,
            ConnectorTypes types,
            SettingsCheck check,
            OperatorState operator,
            Absences absences,
            Background background,
            SerialQueues queues) {
        this.instances = instances;
        this.types = types;
        this.check = check;
        this.operator = operator;
        this.absences = absences;
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
        instances.all().stream()
                .filter(each -> each.id().type().equals(type))
                .filter(each -> each.standing().state() != InstanceState.DRAINING)
                .forEach(each -> reconcile(each, each.standing().definition()));
    }

    /** The operator has decided something about an instance. */
    public void refresh(InstanceId id) {
        instances
                .find(id)
                .filter(each -> each.standing().state() != InstanceState.DRAINING)
                .ifPresent(each -> reconcile(each, each.standing().definition()));
    }

    /** No source defines the instance any more: it drains and is gone. */
    public void remove(InstanceId id) {
        instances.find(id).ifPresent(instance -> {
            Standing before = instance.standing();
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
                    List.of()));
            before.slot().retire().thenRun(() -> queues.submit(id.type(), () -> removeDrained(id)));
        });
    }

    private void removeDrained(InstanceId id) {
        instances
                .find(id)
                .filter(each -> each.standing().state() == InstanceState.DRAINING)
                .ifPresent(each -> instances.remove(id));
    }

    private void reconcile(Instance instance, Definition definition) {
        Standing before = instance.standing();
        Standing next = next(instance.id(), before, definition).after(before);
        instance.stand(next);
        if (before != null && before.slot() != null && before.slot() != next.slot()) {
            before.slot().retire();
        }
        if (before == null || before.slot() != next.slot()) {
            instance.health(null);
            instance.succeeded();
        }
        report(instance.id(), before, next);
    }

    private Standing next(InstanceId id, Standing before, Definition definition) {
        Optional<VersionRange> range = check.pinnedVersion(definition);
        Optional<TypeVersion> version = types.newest(id.type(), range);
        Settings lastGood = before == null ? null : before.settings();
        if (version.isEmpty()) {
            Absences.Absence absence = absences.explain(id, range);
            return standing(definition, lastGood, null, absence.state(), absence.reason(), null, List.of());
        }
        Checked checked = check.check(definition, version.get().schema());
        if (checked.settings().isEmpty()) {
            return bad(id, before, definition, version.get(), checked.problems());
        }
        return good(id, before, definition, version.get(), checked.settings().get());
    }

    private Standing good(
            InstanceId id, Standing before, Definition definition, TypeVersion version, Settings settings) {
        if (!operator.isEnabled(id, settings.enabled())) {
            String reason = operator.isDecided(id)
                    ? "switched off by an operator; 'enable " + id + "' switches it on"
                    : "enabled=false in " + definition.source();
            return standing(definition, settings, null, InstanceState.DISABLED, reason, version, List.of());
        }
        ConnectorSlot slot = before == null ? null : before.slot();
        if (slot != null && !slot.isRetired() && slot.version() == version && settings.sameObject(slot.settings())) {
            slot.update(settings);
        } else {
            slot = new ConnectorSlot(id, version, settings, background);
        }
        return standing(
                definition, settings, slot, InstanceState.READY, "nobody has called it yet", version, List.of());
    }

    /** Bad new settings never displace good ones. */
    private Standing bad(
            InstanceId id, Standing before, Definition definition, TypeVersion version, List<Problem> problems) {
        String reason = summary(problems);
        if (before != null && before.slot() != null && canServe(before.slot())) {
            return standing(
                    definition,
                    before.settings(),
                    before.slot(),
                    InstanceState.READY,
                    "serves the last good settings: " + reason,
                    before.slot().version(),
                    problems);
        }
        return standing(definition, null, null, InstanceState.INVALID, reason, version, problems);
    }

    private static String summary(List<Problem> problems) {
        String first = problems.get(0).toString();
        int more = problems.size() - 1;
        return more == 0 ? first : first + " (and " + more + (more == 1 ? " more problem)" : " more problems)");
    }

    private boolean canServe(ConnectorSlot slot) {
        return !slot.isRetired() && types.versions(slot.version().type()).contains(slot.version());
    }

    private static Standing standing(
            Definition definition,
            Settings settings,
            ConnectorSlot slot,
            InstanceState state,
            String reason,
            TypeVersion version,
            List<Problem> problems) {
        return new Standing(definition, settings, slot, state, reason, Instant.now(), version, problems);
    }

    private static void report(InstanceId id, Standing before, Standing next) {
        if (before != null && before.state() == next.state() && before.reason().equals(next.reason())) {
            return;
        }
        if (!next.problems().isEmpty()) {
            next.problems().forEach(problem -> LOG.warn("'{}': {}", id, problem));
        } else if (next.state() == InstanceState.READY || next.state() == InstanceState.DISABLED) {
            LOG.info("'{}' is {}: {}", id, next.state(), next.reason());
        } else {
            LOG.warn("'{}' is {}: {}", id, next.state(), next.reason());
        }
    }
}
