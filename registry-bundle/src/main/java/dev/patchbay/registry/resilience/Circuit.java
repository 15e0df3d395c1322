package dev.patchbay.registry.resilience;

import dev.patchbay.api.LimitStatus;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker of resilience4j that opens when all of its last results are failures, and lets one call through when
 * it is half open. Not thread-safe: a {@link Breaker} has one and guards it.
 */
final class Circuit {
    private static final Exception FAILED = new Exception("a failure", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    private final String name;
    private final int threshold;
    private final Duration openDuration;
    private final Time time;
    private final CircuitBreaker machine;
    /** When it opened, or let a call through to see. */
    private long since;
    /** How long it stays as it is from then on, before a call is let through to see. */
    private long lasting;

    private Circuit(String name, int threshold, Duration openDuration, Time time, State state) {
        this.name = name;
        this.threshold = threshold;
        this.openDuration = openDuration;
        this.time = time;
        this.machine = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(threshold, threshold, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(openDuration)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .writableStackTraceEnabled(false)
                        .clock(new ForwardClock(time))
                        .initialState(state)
                        .build());
        stays(openDuration.toNanos());
    }

    static Circuit closed(String name, int threshold, Duration openDuration, Time time) {
        return new Circuit(name, threshold, openDuration, time, State.CLOSED);
    }

    State state() {
        return machine.getState();
    }

    /** One whose time is up is as good as half open: it changes only when it is asked. */
    LimitStatus.Breaker told() {
        return switch (state()) {
            case OPEN -> openNanos() == 0 ? LimitStatus.Breaker.HALF_OPEN : LimitStatus.Breaker.OPEN;
            case HALF_OPEN -> LimitStatus.Breaker.HALF_OPEN;
            case FORCED_OPEN -> LimitStatus.Breaker.FORCED_OPEN;
            case DISABLED -> LimitStatus.Breaker.FORCED_CLOSED;
            default -> LimitStatus.Breaker.CLOSED;
        };
    }

    /** What is left of the time for which it stays open. */
    long openNanos() {
        return state() == State.OPEN ? Math.max(0, lasting - (time.nanos() - since)) : 0;
    }

    /** Whether a call may pass; one that does when it is half open must tell how it ended, or {@link #release}. */
    boolean permits() {
        State before = state();
        boolean permitted = machine.tryAcquirePermission();
        if (before == State.OPEN && state() == State.HALF_OPEN) {
            stays(openDuration.toNanos());
        } else if (!permitted && state() == State.HALF_OPEN && time.nanos() - since > lasting) {
            // The call that was to see has not come back: another may try.
            machine.releasePermission();
            permitted = machine.tryAcquirePermission();
            stays(openDuration.toNanos());
        }
        return permitted;
    }

    void failed() {
        machine.onError(0, TimeUnit.NANOSECONDS, FAILED);
        if (state() == State.OPEN) {
            stays(openDuration.toNanos());
        }
    }

    void succeeded() {
        machine.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void release() {
        machine.releasePermission();
    }

    /** The next call is let through, though the time for which it stays open has not passed. */
    void halfOpen() {
        machine.transitionToHalfOpenState();
        stays(openDuration.toNanos());
    }

    void forceOpen() {
        machine.transitionToForcedOpenState();
    }

    void forceClosed() {
        machine.transitionToDisabledState();
    }

    /**
     * The same with other limits. One that is closed does not open by that alone, one that is open does not stay so for
     * longer.
     *
     * @param failures in a row that it has counted
     */
    Circuit with(int otherThreshold, Duration otherDuration, int failures) {
        State state = state();
        Circuit other =
                new Circuit(name, otherThreshold, otherDuration, time, state == State.OPEN ? State.CLOSED : state);
        switch (state) {
            case CLOSED -> {
                for (int i = Math.min(failures, otherThreshold - 1); i > 0; i--) {
                    other.failed();
                }
            }
            case OPEN -> other.openFor(Math.min(openNanos(), otherDuration.toNanos()));
            case HALF_OPEN -> {
                if (!machine.tryAcquirePermission()) {
                    other.permits();
                }
            }
            default -> {
                // An operator's order holds.
            }
        }
        return other;
    }

    private void openFor(long nanos) {
        // Rounded up, as resilience4j counts milliseconds.
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
        machine.transitionToOpenStateFor(Duration.ofMillis(millis));
        stays(nanos);
    }

    private void stays(long nanos) {
        since = time.nanos();
        lasting = nanos;
    }
}
