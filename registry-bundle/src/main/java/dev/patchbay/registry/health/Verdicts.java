package dev.patchbay.registry.health;

import dev.patchbay.model.Health;
import dev.patchbay.registry.evidence.CallsSeen;
import dev.patchbay.registry.evidence.CheckSeen;
import dev.patchbay.registry.evidence.HealthRule;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Observations;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is known of connector objects now, by the {@link HealthRule}; asks nobody. */
final class Verdicts {
    private final Clock clock;
    private final LongSupplier nanos;

    Verdicts(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    long now() {
        return nanos.getAsLong();
    }

    /** However old it is. */
    Health known(ConnectorSlot slot) {
        return slot.observed()
                .map(seen -> judge(slot, seen.checked().orElse(null), seen.seen(now())))
                .orElseGet(() -> Health.unknown("not checked yet"));
    }

    /** Empty if it is so old that somebody has to be asked. */
    Optional<Health> fresh(ConnectorSlot slot) {
        Optional<Observations> observed = slot.observed();
        if (observed.isEmpty()) {
            return Optional.empty();
        }
        CheckSeen check = observed.get().checked().orElse(null);
        CallsSeen calls = observed.get().seen(now());
        Health judged = judge(slot, check, calls);
        return HealthRule.isFresh(check, calls, judged, now(), slot.settings().healthTtl())
                ? Optional.of(judged)
                : Optional.empty();
    }

    /** A check has ended: remembers it, and tells what is known with it. */
    Health checked(ConnectorSlot slot, Health found, long begunAt) {
        long now = now();
        Health measured = found.measured(clock.instant(), Duration.ofNanos(now - begunAt));
        CheckSeen check = new CheckSeen(measured, begunAt, now);
        slot.observations().checked(check);
        return judge(slot, check, slot.observations().seen(now));
    }

    private Health judge(ConnectorSlot slot, CheckSeen check, CallsSeen calls) {
        return new HealthRule(slot.settings().healthThresholds()).judge(check, calls, now(), clock.instant());
    }
}
