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

/**
 * Decides what an instance stands on, from its definition, the installed types, the operator, and what it stood on
 * before. Changes nothing.
 */
public final class StandingRules {
    private final ConnectorTypes types;
    private final SettingsCheck check;
    private final OperatorState operator;
    private final Absences absences;
    private final Background background;

    public StandingRules(
            ConnectorTypes types,
            SettingsCheck check,
            OperatorState operator,
            Absences absences,
            Background background) {
        this.types = types;
        this.check = check;
        this.operator = operator;
        this.absences = absences;
        this.background = background;
    }

    /** @param before null for an instance that is new */
    public Standing next(InstanceId id, Standing before, Definition definition) {
        Optional<VersionRange> range = check.pinnedVersion(definition);
        Standing next;
        do {
            next = of(id, before, definition, range);
            // One that was leaving meanwhile may have had nothing left to be read, and would let every value pass.
        } while (next.version() != null && !isThere(next.version()));
        return next;
    }

    private Standing of(InstanceId id, Standing before, Definition definition, Optional<VersionRange> range) {
        Optional<TypeVersion> version = types.newest(id.type(), range);
        if (version.isEmpty()) {
            Absences.Absence absence = absences.explain(id, range);
            return new Draft(definition, null, List.of(), List.of())
                    .without(absence.state(), absence.reason(), settings(before));
        }
        Checked checked = check(definition, version.get());
        Draft draft = new Draft(definition, version.get(), checked.problems(), checked.warnings());
        return checked.settings()
                .map(settings -> serve(id, before, draft, settings))
                .orElseGet(() -> goOn(id, before, draft));
    }

    private Optional<Settings> again(Settings good, TypeVersion version) {
        return check.again(good, version.schema(), version.rules()).settings();
    }

    private Checked check(Definition definition, TypeVersion version) {
        return check.check(definition, version.schema(), version.rules());
    }

    /** Bad new settings never displace good ones, on whatever version of the type these can go on. */
    private Standing goOn(InstanceId id, Standing before, Draft draft) {
        Settings lastGood = settings(before);
        if (lastGood == null) {
            return draft.without(InstanceState.INVALID, draft.summary(), null);
        }
        if (before.slot() != null && isThere(before.slot())) {
            TypeVersion version = before.slot().version();
            // Its secrets may have been rotated.
            return serve(id, before, draft.on(version), again(lastGood, version).orElse(lastGood));
        }
        return again(lastGood, draft.version())
                .map(settings -> serve(id, before, draft, settings))
                .orElseGet(() -> draft.without(InstanceState.INVALID, draft.summary(), lastGood));
    }

    private Standing serve(InstanceId id, Standing before, Draft draft, Settings settings) {
        if (!operator.isEnabled(id, settings.common().enabled())) {
            String reason = operator.isDecided(id)
                    ? "switched off by an operator; 'enable " + id + "' switches it on"
                    : "enabled=false in " + draft.definition().source();
            return draft.without(InstanceState.DISABLED, reason, settings);
        }
        return draft.with(slot(id, before, draft.version(), settings), settings);
    }

    /** The slot of before if it can stay: then only settings have changed that need no new object. */
    private ConnectorSlot slot(InstanceId id, Standing before, TypeVersion version, Settings settings) {
        ConnectorSlot present = before == null ? null : before.slot();
        if (present != null && !present.isRetired() && present.version() == version && present.takes(settings)) {
            return present;
        }
        return new ConnectorSlot(id, version, settings, background);
    }

    private boolean isThere(ConnectorSlot slot) {
        return !slot.isRetired() && isThere(slot.version());
    }

    private boolean isThere(TypeVersion version) {
        return types.versions(version.type()).contains(version);
    }

    private static Settings settings(Standing before) {
        return before == null ? null : before.settings();
    }

    /** A standing of which all but the outcome is known. */
    private record Draft(Definition definition, TypeVersion version, List<Problem> problems, List<Problem> warnings) {

        Draft on(TypeVersion other) {
            return new Draft(definition, other, problems, warnings);
        }

        Standing with(ConnectorSlot slot, Settings settings) {
            String reason =
                    problems.isEmpty() ? "nobody has called it yet" : "serves the last good settings: " + summary();
            return new Standing(
                    definition,
                    settings,
                    slot,
                    InstanceState.READY,
                    reason,
                    Instant.now(),
                    version,
                    problems,
                    warnings);
        }

        Standing without(InstanceState state, String reason, Settings lastGood) {
            return new Standing(definition, lastGood, null, state, reason, Instant.now(), version, problems, warnings);
        }

        String summary() {
            String first = problems.get(0).toString();
            int more = problems.size() - 1;
            return more == 0 ? first : first + " (and " + more + (more == 1 ? " more problem)" : " more problems)");
        }
    }
}
