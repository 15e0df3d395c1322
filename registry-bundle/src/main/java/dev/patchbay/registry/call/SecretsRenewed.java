package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The external system has refused the credentials, and by now they are others: the call is tried again, once. One that
 * writes only if it surely has changed nothing: a refused request has not, but others of the same call may have.
 */
final class SecretsRenewed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CallPipeline.class);

    private SecretsRenewed() {
        super("the secrets have changed", null, false, false);
    }

    /**
     * Does nothing unless that is what has happened. May read the secrets again, which takes its time within the call's
     * deadline.
     *
     * @throws SecretsRenewed in place of a failure that will be none
     */
    static void instead(Attempt attempt, Throwable thrown) {
        CallScope call = attempt.call();
        ConnectorSlot slot = attempt.slot();
        boolean refused =
                thrown instanceof ConnectorException failure && failure.code() == ErrorCode.AUTHENTICATION_FAILED;
        if (!refused || call.history().isRenewed() || call.isOverdue() || call.wasInterrupted()) {
            return;
        }
        if (slot.renewal().hasChanged(slot.settings().references(), attempt.startedAt()) && !call.isOverdue()) {
            if (!isRepeatable(attempt)) {
                LOG.info(
                        "'{}': {} was refused with secrets that have changed since; a part of it may have been applied, so"
                                + " it is not tried again",
                        call.id(),
                        call.kind().operation());
                return;
            }
            LOG.info(
                    "'{}': {} was refused with secrets that have changed since; it is tried again",
                    call.id(),
                    call.kind().operation());
            AttemptTrail.failed(attempt, SafeFailure.of((ConnectorException) thrown, slot::redacted), Duration.ZERO);
            throw new SecretsRenewed();
        }
    }

    /** Of a connector that announces no requests nobody knows how many there were. */
    private static boolean isRepeatable(Attempt attempt) {
        CallKind kind = attempt.call().kind();
        return !kind.writes()
                || !attempt.hasBegun()
                || attempt.requests() == 1
                || Repeats.isIdempotent(attempt.slot(), kind);
    }
}
