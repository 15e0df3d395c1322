package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an instance stands on: one immutable picture, replaced as a whole, so that a call that has read it needs no lock.
 *
 * @param definition what its source says, also while that has problems
 * @param settings the last good settings; null if there were never any
 * @param slot where calls go; null unless the state is READY
 * @param state READY also stands for ACTIVE: which of the two it is, the slot knows
 * @param version the version that serves or would; null if there is none
 * @param problems of the latest definition
 * @param warnings of the latest definition; they block nothing
 */
public record Standing(
        Definition definition,
        Settings settings,
        ConnectorSlot slot,
        InstanceState state,
        String reason,
        Instant since,
        TypeVersion version,
        List<Problem> problems,
        List<Problem> warnings) {

    public Optional<ConnectorSlot> serving() {
        return Optional.ofNullable(slot);
    }

    public Optional<Settings> lastGood() {
        return Optional.ofNullable(settings);
    }

    /** READY becomes ACTIVE with the first use of the slot. */
    public InstanceState visibleState() {
        return slot != null && slot.openSince().isPresent() ? InstanceState.ACTIVE : state;
    }

    public Instant visibleSince() {
        return slot == null ? since : slot.openSince().orElse(since);
    }

    /** Everything that is told of it. */
    String report() {
        return state + ": " + reason + problems + warnings;
    }

    /** The same state again is no news: it keeps its time. */
    Standing after(Standing before) {
        boolean same = before != null && before.state == state && before.slot == slot;
        return same
                ? new Standing(definition, settings, slot, state, reason, before.since, version, problems, warnings)
                : this;
    }
}
