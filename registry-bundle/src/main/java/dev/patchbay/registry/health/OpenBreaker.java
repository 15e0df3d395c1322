package dev.patchbay.registry.health;

import dev.patchbay.api.LimitStatus.Breaker;
import dev.patchbay.model.Health;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.resilience.BreakerState;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An instance whose circuit breaker lets no call through is DOWN, whatever else is known of it. */
final class OpenBreaker {
    private OpenBreaker() {}

    /** Empty if calls of the instance's own tenant pass, if only to see whether the external system is back. */
    static Optional<Health> of(Instance instance) {
        return instance.breaker()
                .flatMap(state -> of(state, "its circuit breaker", "'breaker " + instance.id() + " reset'"));
    }

    /** As {@link #of(Instance)}, of the calls of a tenant with which it is shared; tells that tenant nothing of others. */
    static Optional<Health> of(Instance instance, String tenant) {
        return instance.breaker(tenant)
                .flatMap(state ->
                        of(state, "its circuit breaker for tenant '" + tenant + "'", "whoever runs the runtime"));
    }

    private static Optional<Health> of(BreakerState state, String subject, String helper) {
        return switch (state.breaker()) {
            case OPEN -> Optional.of(opened(state, subject));
            case FORCED_OPEN ->
                Optional.of(Health.down("an operator has opened " + subject + ", so no call passes; " + helper
                        + " lets calls through"));
            default -> Optional.empty();
        };
    }

    /** Whether an operator has opened it: then no check can change anything. */
    static boolean isOrdered(Instance instance) {
        return instance.breaker()
                .filter(state -> state.breaker() == Breaker.FORCED_OPEN)
                .isPresent();
    }

    private static Health opened(BreakerState state, String subject) {
        String last =
                state.lastCode() == null ? "" : ", the last with " + state.lastCode() + ": " + state.lastMessage();
        return Health.down(subject + " is open for another "
                        + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(state.openNanos())) + " s after "
                        + state.failures()
                        + " failures in a row" + last)
                .causedBy(state.lastCause());
    }
}
