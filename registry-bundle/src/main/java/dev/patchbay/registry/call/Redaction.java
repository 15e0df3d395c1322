package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.registry.secret.Redactor;

/**
 * A failure without secrets, causes included. Causes become plain ones with the same stack traces: their messages can be
 * changed then, and a remembered failure does not keep the class loader of a connector that has gone.
 */
final class Redaction {
    private static final int DEEPEST = 10;

    private Redaction() {}

    static ConnectorException of(ConnectorException failure, Redactor redactor) {
        return failure.with(redactor.redact(failure.getMessage()), plain(failure.getCause(), redactor, DEEPEST));
    }

    private static Throwable plain(Throwable cause, Redactor redactor, int depth) {
        if (cause == null || depth == 0) {
            return null;
        }
        Throwable plain =
                new PlainCause(redactor.redact(cause.toString()), plain(cause.getCause(), redactor, depth - 1));
        plain.setStackTrace(cause.getStackTrace());
        return plain;
    }

    /** Shows itself as the exception it stands for. */
    private static final class PlainCause extends Exception {
        private static final long serialVersionUID = 1L;

        PlainCause(String description, Throwable cause) {
            super(description, cause, false, true);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
