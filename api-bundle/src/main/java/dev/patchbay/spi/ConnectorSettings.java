package dev.patchbay.spi;

import dev.patchbay.model.InstanceId;
import org.osgi.annotation.versioning.ProviderType;

/** The settings of an instance as its {@link SettingsValidator} sees them; valid as long as that is asked. */
@ProviderType
public interface ConnectorSettings {

    InstanceId id();

    /**
     * The settings in the same form as {@link ConnectorContext#config} gives them, but for passwords: of one that is set,
     * there is only some text that is not empty.
     */
    <T> T config(Class<T> settings);

    /** Whether somebody has given the setting a value; a default is none. */
    boolean isSet(String key);
}
