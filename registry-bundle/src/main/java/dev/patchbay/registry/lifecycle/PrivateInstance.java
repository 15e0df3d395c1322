package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * An instance that nobody else sees: the object behind one handle with overrides, closed with it. When the version that
 * serves it leaves, the next call stands on the one that is there then.
 */
public final class PrivateInstance implements AutoCloseable {

    /** On what it can stand now: checked anew each time, since another version may have another schema. */
    public record Ground(Definition definition, TypeVersion version, Settings settings) {}

    private final Instance instance;
    private final Supplier<Ground> grounds;
    private final Background background;
    /** Guarded by this. */
    private boolean closed;

    /** @param grounds fails with a ConnectorException if it can stand on nothing */
    public PrivateInstance(InstanceId id, Supplier<Ground> grounds, Background background) {
        this.grounds = grounds;
        this.background = background;
        this.instance = new Instance(id, standing(id, grounds.get()));
    }

    /** The instance, on a version that has not left, with secrets that are still the same. */
    public Instance instance() {
        ConnectorSlot slot = instance.standing().slot();
        if (slot != null && (slot.isRetired() || slot.isOutdated())) {
            renew(slot, standing(instance.id(), grounds.get()));
        }
        return instance;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Standing open = instance.standing();
        instance.stand(new Standing(
                open.definition(),
                open.settings(),
                null,
                InstanceState.DRAINING,
                "its handle was closed",
                Instant.now(),
                open.version(),
                List.of(),
                List.of()));
        open.slot().retire();
    }

    private void renew(ConnectorSlot left, Standing fresh) {
        synchronized (this) {
            if (closed || instance.standing().slot() != left) {
                return;
            }
            instance.stand(fresh);
        }
        left.retire();
    }

    private Standing standing(InstanceId id, Ground ground) {
        return new Standing(
                ground.definition(),
                ground.settings(),
                new ConnectorSlot(id, ground.version(), ground.settings(), background),
                InstanceState.READY,
                "private to one handle",
                Instant.now(),
                ground.version(),
                List.of(),
                List.of());
    }
}
