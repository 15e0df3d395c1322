package dev.patchbay.toolkit.token;

import dev.patchbay.spi.CallContext;

/** Where a token comes from. */
@FunctionalInterface
public interface TokenSource {

    /**
     * Asks for a token. Called by one thread at a time, in a call that needs it.
     *
     * @throws dev.patchbay.model.ConnectorException with AUTHENTICATION_FAILED if who asks is not known
     */
    AccessToken fetch(CallContext call);
}
