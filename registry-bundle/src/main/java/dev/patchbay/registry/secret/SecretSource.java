package dev.patchbay.registry.secret;

/** Resolves references as they are now; may read files and ask providers, so it is never called under a lock. */
@FunctionalInterface
public interface SecretSource {

    /**
     * What a reference in the configuration of a tenant's instance stands for. Never throws: what goes wrong is a reason.
     *
     * @param tenant whose instance it is: the same name may stand for another secret with each tenant
     */
    Resolution resolve(SecretReference reference, String tenant);
}
