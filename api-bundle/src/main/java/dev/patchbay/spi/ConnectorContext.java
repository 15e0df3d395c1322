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
     *
     * <p>A password that is read through it counts as kept: when its value changes, the connector object is replaced by a
     * new one. Read by {@link #secret} instead, a rotation needs no new object.
     */
    <T> T config(Class<T> settings);

    /**
     * The value of a password setting as it is now. Ask at each use and do not keep it: that way a rotated secret is
     * seen.
     *
     * @throws dev.patchbay.model.ConnectorException with INVALID_CONFIG if the setting is absent
     */
    Secret secret(String key);

    /**
     * Keeps another value of a password setting where its reference points to, for example a refresh token that the
     * external system has just replaced. It is kept durably when this returns, and only then to be used: {@link #secret}
     * gives the new value from then on, also after a crash, and other instances that refer to the same place get it too.
     *
     * <p>What is configured must be one reference to a place that can be written, such as {@code $[keystore:NAME]}. An
     * instance of a tenant writes to the tenant's own place, also if it has read what all tenants share.
     *
     * @throws dev.patchbay.model.ConnectorException with INVALID_CONFIG if it could not be kept, with the reason: the value
     *     of before is still there
     */
    void store(String key, Secret value);
}
