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

    /** Whose own secret lies in a place, which is none that all share. */
    static SecretKey keyOf(String scheme, String place) {
        int end = place.indexOf('/');
        return new SecretKey(scheme, place.substring(end + 1), end < 0 ? InstanceId.DEFAULT : place.substring(0, end));
    }
}
