package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectorContext;

/** What a connector object sees of its instance: always the latest settings of its slot. */
final class InstanceContext implements ConnectorContext {
    private final InstanceId id;
    private final ConnectorSlot slot;

    InstanceContext(InstanceId id, ConnectorSlot slot) {
        this.id = id;
        this.slot = slot;
    }

    @Override
    public InstanceId id() {
        return id;
    }

    @Override
    public <T> T config(Class<T> settings) {
        return slot.config(settings);
    }

    @Override
    public Secret secret(String key) {
        return slot.settings()
                .secret(key)
                .map(slot::handOut)
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.INVALID_CONFIG,
                        "'" + id + "': '" + key + "' is not set; set it in its configuration"));
    }

    @Override
    public void store(String key, Secret value) {
        slot.handOut(value);
        slot.settings().references().store(key, value);
    }
}
