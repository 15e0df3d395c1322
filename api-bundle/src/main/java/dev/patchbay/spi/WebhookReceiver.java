package dev.patchbay.spi;

import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import org.osgi.annotation.versioning.ConsumerType;

/** A connector whose external system calls us. */
@ConsumerType
public interface WebhookReceiver extends Connector {

    /**
     * Verifies a delivery over its raw bytes, in constant time, and makes records of it.
     *
     * @throws dev.patchbay.model.ConnectorException with AUTHENTICATION_FAILED if the signature is wrong or missing
     */
    WebhookResult receive(Webhook webhook, CallContext call);
}
