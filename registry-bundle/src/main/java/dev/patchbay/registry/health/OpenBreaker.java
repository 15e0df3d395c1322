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

    /** Empty if calls pass, if only to see whether the external system is back. */
    static Optional<Health> of(Instance instance) {
        return instance.breaker().flatMap(state -> switch (state.breaker()) {
            case OPEN -> Optional.of(opened(state));
            case FORCED_OPEN ->
                Optional.of(Health.down("an operator has opened its circuit breaker, so no call passes;" + " 'breaker "
                        + instance.id() + " reset' lets calls through"));
            default -> Optional.empty();
        });
    }

    /** Whether an operator has opened it: then no check can change anything. */
    static boolean isOrdered(Instance instance) {
        return instance.breaker()
                .filter(state -> state.breaker() == Breaker.FORCED_OPEN)
                .isPresent();
    }

    private static Health opened(BreakerState state) {
        String last =
                state.lastCode() == null ? "" : ", the last with " + state.lastCode() + ": " + state.lastMessage();
        return Health.down("its circuit breaker is open for another "
                        + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(state.openNanos())) + " s after "
                        + state.failures()
                        + " failures in a row" + last)
                .causedBy(state.lastCause());
    }
}
