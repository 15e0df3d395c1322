package dev.patchbay.registry.secret;

import dev.patchbay.spi.SecretProvider;

/** A provider of the runtime's own that tells at little cost whether it may give something else than before. */
public interface StampedProvider extends SecretProvider {

    /** Equal to the one before as long as nothing has changed. Must not fail. */
    Object stamp();
}
