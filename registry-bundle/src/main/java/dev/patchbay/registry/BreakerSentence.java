package dev.patchbay.registry;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.resilience.BreakerState;
import java.time.Duration;
import java.util.Optional;

/** What {@code why} says of a circuit breaker. */
final class BreakerSentence {
    private BreakerSentence() {}

    /** Empty for one that is closed by itself: there is nothing to explain. */
    static Optional<String> of(InstanceId id, BreakerState breaker) {
        String reset = "; 'breaker " + id + " reset' ends that";
        return switch (breaker.breaker()) {
            case CLOSED -> Optional.empty();
            case OPEN ->
                Optional.of("its circuit breaker is open for another " + text(Duration.ofNanos(breaker.openNanos()))
                        + because(breaker) + reset);
            case HALF_OPEN ->
                Optional.of("its circuit breaker lets one call through to try" + because(breaker) + reset);
            case FORCED_OPEN ->
                Optional.of("its circuit breaker was opened by an operator, so that no call passes" + reset);
            case FORCED_CLOSED ->
                Optional.of("its circuit breaker was closed by an operator, so that every call passes" + reset);
        };
    }

    /** In whole seconds, rounded up. */
    static String text(Duration left) {
        return left.plusMillis(999).toSeconds() + " s";
    }

    private static String because(BreakerState breaker) {
        return ", after " + breaker.failures() + (breaker.failures() == 1 ? " failure" : " failures in a row")
                + (breaker.lastCode() == null
                        ? ""
                        : ", the last with " + breaker.lastCode() + " (" + breaker.lastMessage() + ")");
    }
}
