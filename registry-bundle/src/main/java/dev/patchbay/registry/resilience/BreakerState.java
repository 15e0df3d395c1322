package dev.patchbay.registry.resilience;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ErrorCode;

/**
 * A circuit breaker at one moment.
 *
 * @param openNanos how long it stays open; 0 unless it is OPEN
 * @param lastCode of the last failure that it has counted; null if there is none
 * @param lastMessage of the same, without secrets
 */
public record BreakerState(
        LimitStatus.Breaker breaker,
        int failures,
        int threshold,
        long openNanos,
        ErrorCode lastCode,
        String lastMessage) {}
