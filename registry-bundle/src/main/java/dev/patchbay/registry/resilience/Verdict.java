package dev.patchbay.registry.resilience;

import dev.patchbay.model.ErrorCode;

/** What the failure of an attempt tells a circuit breaker about the way to the external system. */
enum Verdict {
    /** Other calls are likely to meet the same. */
    FAILURE,
    /** The external system has answered, though not with what was wanted. */
    ANSWER,
    /** Nothing: it was not asked, or has said when to come back. */
    NOTHING;

    static Verdict of(ErrorCode code) {
        return switch (code) {
            case REMOTE_UNAVAILABLE, TIMED_OUT, OUTCOME_UNKNOWN, CONNECTOR_FAULT, UNEXPECTED_RESPONSE -> FAILURE;
            case REMOTE_REJECTED, PERMISSION_DENIED -> ANSWER;
            case CONNECTOR_NOT_FOUND,
                    ALREADY_REGISTERED,
                    INCOMPATIBLE_VERSION,
                    INVALID_CONFIG,
                    INVALID_REQUEST,
                    UNSUPPORTED_CAPABILITY,
                    CONNECTOR_DISABLED,
                    AUTHENTICATION_FAILED,
                    RATE_LIMITED,
                    CURSOR_INVALID -> NOTHING;
        };
    }
}
