package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.registry.redaction.PlainCause;
import java.util.function.UnaryOperator;

/** A failure without secrets, causes included. */
final class SafeFailure {
    private SafeFailure() {}

    static ConnectorException of(ConnectorException failure, UnaryOperator<String> redaction) {
        return failure.with(redaction.apply(failure.getMessage()), PlainCause.of(failure.getCause(), redaction));
    }
}
