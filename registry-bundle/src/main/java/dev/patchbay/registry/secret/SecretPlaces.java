package dev.patchbay.registry.secret;

import dev.patchbay.model.InstanceId;
import java.util.List;
import java.util.Set;

/**
 * Where the secrets of a tenant lie, for the schemes in which each tenant has its own: {@code NAME} of the default tenant,
 * {@code acme/NAME} of another, {@code @shared/NAME} of all. A name has no {@code /}, and a tenant's name no {@code @}.
 */
public final class SecretPlaces {

    /** Where secrets lie that every tenant may use. */
    public static final String SHARED = "@shared/";

    private static final Set<String> SCHEMES = Set.of("secret", "keystore");

    private SecretPlaces() {}

    /** Whether each tenant has secrets of its own in a scheme; in any other all belong to the operator. */
    public static boolean has(String scheme) {
        return SCHEMES.contains(scheme);
    }

    /** The places in which a name is looked for, the first first; none if it cannot be a name. */
    static List<String> of(String tenant, String name) {
        return name.indexOf('/') >= 0 ? List.of() : List.of(own(tenant, name), SHARED + name);
    }

    /** Where a secret is kept that a tenant's instance stores. */
    static String own(String tenant, String name) {
        return tenant.equals(InstanceId.DEFAULT) ? name : tenant + '/' + name;
    }

    /** Whether something that lies in a place is what a tenant means by a name, or may become that. */
    static boolean concerns(String place, SecretKey key) {
        return place.equals(SHARED + key.name()) || place.equals(own(key.tenant(), key.name()));
    }
}
