package dev.patchbay.registry.event;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;

/**
 * What is kept of a failure until it is told.
 *
 * @param trace null where there is no room: with its causes it takes kilobytes
 */
record ToldFailure(ErrorCode code, String message, ConnectorException trace) {

    /** Null for null. */
    static ToldFailure of(ConnectorException failure, boolean traced) {
        return failure == null ? null : new ToldFailure(failure.code(), failure.getMessage(), traced ? failure : null);
    }
}
