package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The external system has refused the credentials, and by now they are others: the call is tried again, once. A call whose
 * credentials were refused has changed nothing, so one that writes may be tried again too.
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
    static void instead(ConnectorSlot slot, CallScope call, Throwable thrown) {
        boolean refused =
                thrown instanceof ConnectorException failure && failure.code() == ErrorCode.AUTHENTICATION_FAILED;
        if (!refused || call.attempt() > 1 || call.isOverdue() || call.wasInterrupted()) {
            return;
        }
        if (slot.renewal().hasChanged(slot.settings().references(), call.attemptAt()) && !call.isOverdue()) {
            LOG.info(
                    "'{}': {} was refused with secrets that have changed since; it is tried again",
                    call.id(),
                    call.kind().operation());
            throw new SecretsRenewed();
        }
    }
}
