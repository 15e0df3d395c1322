package dev.patchbay.registry.health;

import dev.patchbay.model.Health;
import dev.patchbay.registry.evidence.CallsSeen;
import dev.patchbay.registry.evidence.CheckSeen;
import dev.patchbay.registry.evidence.HealthRule;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Observations;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is known of instances now, by the {@link HealthRule} and by the circuit breaker; asks nobody. */
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
    Health known(Instance instance, ConnectorSlot slot) {
        Optional<Observations> observed = slot.observed();
        CheckSeen check = observed.flatMap(Observations::checked).orElse(null);
        return judge(instance, slot, check, seen(observed));
    }

    /** Empty if it is so old that somebody has to be asked, or found with secrets that are others by now. */
    Optional<Health> fresh(Instance instance, ConnectorSlot slot) {
        Optional<Observations> observed = slot.observed();
        CheckSeen check = observed.flatMap(Observations::checked).orElse(null);
        CallsSeen calls = seen(observed);
        Health judged = judge(instance, slot, check, calls);
        long now = now();
        boolean fresh = OpenBreaker.isOrdered(instance)
                || HealthRule.isFresh(
                                check,
                                calls,
                                judged,
                                now,
                                slot.settings().common().healthTtl())
                        && !slot.settings().references().foundChangedSince(HealthRule.knownSince(check, calls, now));
        return fresh ? Optional.of(judged) : Optional.empty();
    }

    /** What was found of an instance, as a tenant meets it with which that is shared: with its own circuit breaker only. */
    Health met(Instance instance, ConnectorSlot slot, String tenant, Health found) {
        Optional<Health> stopped = OpenBreaker.of(instance, tenant);
        if (stopped.isPresent()) {
            return stopped.get().learned(clock.instant());
        }
        if (!found.isLearned() || OpenBreaker.of(instance).isEmpty()) {
            return found;
        }
        Optional<Observations> observed = slot.observed();
        return judge(slot, observed.flatMap(Observations::checked).orElse(null), seen(observed));
    }

    /** A check has ended: remembers it, and tells what is known with it. */
    Health checked(Instance instance, ConnectorSlot slot, Health found, long begunAt) {
        long now = now();
        Health measured = found.measured(clock.instant(), Duration.ofNanos(now - begunAt));
        CheckSeen check = new CheckSeen(measured, begunAt, now);
        slot.observations().checked(check);
        return judge(instance, slot, check, slot.observations().seen(now));
    }

    private CallsSeen seen(Optional<Observations> observed) {
        return observed.map(each -> each.seen(now())).orElse(CallsSeen.NONE);
    }

    private Health judge(Instance instance, ConnectorSlot slot, CheckSeen check, CallsSeen calls) {
        Health judged = judge(slot, check, calls);
        return OpenBreaker.of(instance)
                .filter(stopped -> judged.status() != Health.Status.DOWN || OpenBreaker.isOrdered(instance))
                .map(stopped -> stopped.learned(clock.instant()))
                .orElse(judged);
    }

    private Health judge(ConnectorSlot slot, CheckSeen check, CallsSeen calls) {
        return new HealthRule(slot.settings().common().healthThresholds()).judge(check, calls, now(), clock.instant());
    }
}
