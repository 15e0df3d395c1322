package dev.patchbay.registry.resilience;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;

/**
 * A circuit breaker at one moment.
 *
 * @param openNanos how long it stays open; 0 unless it is OPEN
 * @param lastCode of the last failure that it has counted; null if there is none
 * @param lastMessage of the same, without secrets
 * @param lastCause of the same; null if nobody can tell
 */
public record BreakerState(
        LimitStatus.Breaker breaker,
        int failures,
        int threshold,
        long openNanos,
        ErrorCode lastCode,
        String lastMessage,
        FailureCause lastCause) {

    /** Whether a call may pass, if only to see whether the external system is back. */
    public boolean passes() {
        return breaker != LimitStatus.Breaker.OPEN && breaker != LimitStatus.Breaker.FORCED_OPEN;
    }
}
