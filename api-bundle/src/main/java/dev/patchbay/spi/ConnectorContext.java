package dev.patchbay.spi;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import org.osgi.annotation.versioning.ProviderType;

/** What the runtime knows about an instance; one for each connector object, valid until that is closed. */
@ProviderType
public interface ConnectorContext {

    InstanceId id();

    /**
     * The settings, validated, as an annotation or interface type whose methods are the keys, by the rules of OSGi
     * component property types (Compendium, 112.8.2.1): {@code page_size()} is {@code page.size}.
     */
    <T> T config(Class<T> settings);

    /**
     * The value of a password setting as it is now. Ask at each use and do not keep it: that way a rotated secret is
     * seen.
     *
     * @throws dev.patchbay.model.ConnectorException with INVALID_CONFIG if the setting is absent
     */
    Secret secret(String key);
}
