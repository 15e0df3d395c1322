package dev.patchbay.spi;

import dev.patchbay.model.Secret;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Resolves references of one scheme, written {@code $[scheme:name]} in a configuration; published as an OSGi service.
 * Called on threads of the runtime, never under a lock, by a few at once and within five seconds.
 *
 * <p>What it gives is kept in memory while an instance uses it, and asked for again from time to time. A provider that
 * learns of a change can say so: when a property of its service changes, such as {@code service.changecount}, it is asked
 * again at once for all that is in use.
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
