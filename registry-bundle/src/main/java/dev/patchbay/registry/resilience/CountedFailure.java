package dev.patchbay.registry.resilience;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;

/**
 * What is kept of a failure that a circuit breaker has counted: not the exception, which holds classes of the connector.
 *
 * @param code null if there is none
 * @param message without secrets
 * @param cause null if nobody can tell
 */
record CountedFailure(ErrorCode code, String message, FailureCause cause) {
    static final CountedFailure NONE = new CountedFailure(null, null, null);

    static CountedFailure of(ConnectorException failure) {
        return new CountedFailure(
                failure.code(), failure.getMessage(), failure.failureCause().orElse(null));
    }
}
