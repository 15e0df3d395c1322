package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import java.time.Instant;
import java.util.List;

/** An instance that nobody else sees: the object behind one handle with overrides, closed with it. */
public final class PrivateInstance implements AutoCloseable {
    private final Instance instance;
    private final ConnectorSlot slot;

    public PrivateInstance(
            InstanceId id, Definition definition, TypeVersion version, Settings settings, Background background) {
        this.slot = new ConnectorSlot(id, version, settings, background);
        this.instance = new Instance(
                id,
                new Standing(
                        definition,
                        settings,
                        slot,
                        InstanceState.READY,
                        "private to one handle",
                        Instant.now(),
                        version,
                        List.of()));
    }

    public Instance instance() {
        return instance;
    }

    @Override
    public void close() {
        Standing open = instance.standing();
        instance.stand(new Standing(
                open.definition(),
                open.settings(),
                null,
                InstanceState.DRAINING,
                "its handle was closed",
                Instant.now(),
                open.version(),
                List.of()));
        slot.retire();
    }
}
