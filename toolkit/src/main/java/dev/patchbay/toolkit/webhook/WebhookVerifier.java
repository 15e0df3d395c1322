package dev.patchbay.toolkit.webhook;

import dev.patchbay.model.Webhook;

/** Tells deliveries of the external system from anybody's. Thread-safe. */
@FunctionalInterface
public interface WebhookVerifier {

    /**
     * Returns if the delivery is sound.
     *
     * @throws dev.patchbay.model.ConnectorException with AUTHENTICATION_FAILED if it is not signed with one of the
     *     secrets, or not of now
     */
    void verify(Webhook webhook);
}
