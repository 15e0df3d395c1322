package dev.patchbay.contract;

import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.ConnectorSettings;
import java.util.Map;
import java.util.Set;

/** The settings of one instance as a runtime gives them to a validator: of a secret, only that it is set. */
final class ContractSettings implements ConnectorSettings {
    private final ContractContext context;
    private final Map<String, Object> settings;

    /** @param settings by their keys as in a .cfg file */
    ContractSettings(InstanceId id, Map<String, Object> settings, Set<String> secretKeys) {
        this.context = ContractContext.of(id, settings, secretKeys);
        this.settings = Map.copyOf(settings);
    }

    @Override
    public InstanceId id() {
        return context.id();
    }

    @Override
    public <T> T config(Class<T> type) {
        return context.config(type);
    }

    @Override
    public boolean isSet(String key) {
        return settings.containsKey(key);
    }
}
