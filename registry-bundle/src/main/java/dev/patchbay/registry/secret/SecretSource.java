package dev.patchbay.registry.secret;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import java.util.Collection;
import java.util.Optional;

/** Resolves references; may read files and ask providers, so it is never called under a lock. Nothing of it throws. */
@FunctionalInterface
public interface SecretSource {

    /**
     * What a reference in the configuration of a tenant's instance stands for, as far as it is known: from memory if it
     * has been asked for before, for whoever changes it tells.
     *
     * @param tenant whose instance it is: the same name may stand for another secret with each tenant
     */
    Resolution resolve(SecretReference reference, String tenant);

    /** Finds out anew what references stand for, whatever is in memory; all have been read when it returns. */
    default void renew(Collection<SecretReference> references, String tenant) {}

    /**
     * An instance uses these references from now on, and no others. Said before they are resolved for it, so that no
     * change falls in between; by one thread at a time for each instance.
     */
    default void use(InstanceId id, Collection<SecretReference> references) {}

    /** Whether a reference has come to stand for another secret since a moment of {@link System#nanoTime}. */
    default boolean changedSince(long moment, SecretReference reference, String tenant) {
        return false;
    }

    /**
     * Keeps another secret where a reference points to, durably before it returns; whoever resolves it gets the new one
     * from then on.
     *
     * @return a clause telling why it cannot be kept; empty if it was
     */
    default Optional<String> store(SecretReference reference, String tenant, Secret secret) {
        return Optional.of("nothing can be kept here");
    }
}
