package dev.patchbay.registry.secret;

/**
 * A secret as the configuration of an instance means it.
 *
 * @param tenant whose instance it is, for a scheme in which each tenant has its own; else empty
 */
record SecretKey(String scheme, String name, String tenant) {

    static SecretKey of(SecretReference reference, String tenant) {
        return new SecretKey(reference.scheme(), reference.name(), SecretPlaces.has(reference.scheme()) ? tenant : "");
    }

    /** Whether this runtime reads it itself, in microseconds; else somebody is asked, which may take seconds. */
    boolean isLocal() {
        return scheme.equals("secret") || scheme.equals("env");
    }
}
