package dev.patchbay.spi;

import dev.patchbay.model.Secret;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Resolves references of one scheme, written {@code $[scheme:name]} in a configuration; published as an OSGi service.
 * Called on threads of the runtime, never under a lock.
 */
@ConsumerType
public interface SecretProvider {

    /** What stands before the colon: {@code vault}. */
    String scheme();

    /**
     * The secret as it is now; empty if there is none of this name.
     *
     * @throws dev.patchbay.model.ConnectorException if that cannot be found out, with a sentence that is shown to people
     *     and so never holds a secret; of any other exception only its kind is told
     */
    Optional<Secret> resolve(String name);
}
