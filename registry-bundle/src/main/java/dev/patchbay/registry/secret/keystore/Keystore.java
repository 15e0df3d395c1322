package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.Secret;
import java.util.List;

/**
 * The secrets in the home's keystore, as whoever tends them sees them; a service. Names are {@code NAME} for the default
 * tenant, {@code TENANT/NAME} for another, {@code @shared/NAME} for all; upper and lower case are the same. Thread-safe.
 *
 * <p>All methods read or write a file, and fail with a {@link dev.patchbay.model.ConnectorException} that tells why it
 * cannot be used: a wrong password, a damaged file, no permission.
 */
public interface Keystore {

    /** Which file it is. */
    String file();

    /** The names of all secrets in it, sorted, in lower case; none if there is no such file. */
    List<String> names();

    /**
     * Keeps a secret durably before it returns. Makes the file, and a password for it if nobody has named one.
     *
     * @return what was done besides and should be known, a sentence; empty if nothing was
     */
    String set(String name, Secret secret);

    /** Whether there was one. */
    boolean remove(String name);
}
