package dev.patchbay.registry.secret;

/** Resolves references as they are now; may read files and ask providers, so it is never called under a lock. */
@FunctionalInterface
public interface SecretSource {

    /** Never throws: what goes wrong is a reason. */
    Resolution resolve(SecretReference reference);
}
