package dev.patchbay.spi;

import dev.patchbay.model.Secret;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider that also keeps secrets, such as a refresh token that the external system has rotated. */
@ConsumerType
public interface WritableSecretProvider extends SecretProvider {

    /** Keeps a secret durably before it returns. */
    void store(String name, Secret secret);
}
