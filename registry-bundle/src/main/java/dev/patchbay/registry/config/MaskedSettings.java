package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.ConnectorSettings;

/** Settings as those see them who need no password: of one that is set, they see that it is set. */
public final class MaskedSettings implements ConnectorSettings {
    private final Settings settings;

    public MaskedSettings(Settings settings) {
        this.settings = settings;
    }

    @Override
    public InstanceId id() {
        return settings.id();
    }

    @Override
    public <T> T config(Class<T> type) {
        return SettingsView.masked(settings, type);
    }

    @Override
    public boolean isSet(String key) {
        return settings.texts().containsKey(key);
    }
}
