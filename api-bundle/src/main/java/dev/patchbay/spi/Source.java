package dev.patchbay.spi;

import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import org.osgi.annotation.versioning.ConsumerType;

/** A connector from which records are pulled. */
@ConsumerType
public interface Source extends Connector {

    /**
     * Gives one page. Keeps nothing between pages: all that is needed to go on stands in the cursor, which stays valid
     * for every version of the connector with the same major number.
     *
     * @throws dev.patchbay.model.ConnectorException with UNSUPPORTED_CAPABILITY for an unknown record type, with
     *     CURSOR_INVALID for a cursor it did not make
     */
    Page pull(PullRequest request, CallContext call);
}
