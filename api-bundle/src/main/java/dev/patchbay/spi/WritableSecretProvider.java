package dev.patchbay.spi;

import dev.patchbay.model.Secret;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider that also keeps secrets, such as a refresh token that the external system has rotated. */
@ConsumerType
public interface WritableSecretProvider extends SecretProvider {

    /**
     * Keeps a secret durably before it returns.
     *
     * @throws dev.patchbay.model.ConnectorException if it could not, as {@link #resolve} does; what was kept before is
     *     still there then
     */
    void store(String name, Secret secret);
}
