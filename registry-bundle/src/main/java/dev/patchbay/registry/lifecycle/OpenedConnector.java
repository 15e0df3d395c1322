package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.unload.ContextLoader;
import dev.patchbay.spi.Connector;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector object that was made and connected, with what it holds of its bundle. Its code runs under no lock. */
final class OpenedConnector {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSlot.class);

    private final ConnectorSlot slot;
    private final Connector connector;
    private final FactoryHold hold;
    private final ClassLoader loader;
    private final Instant since = Instant.now();

    private OpenedConnector(ConnectorSlot slot, Connector connector, FactoryHold hold, ClassLoader loader) {
        this.slot = slot;
        this.connector = connector;
        this.hold = hold;
        this.loader = loader;
    }

    /** Makes and connects one; leaves nothing behind if that fails. Only for a slot that has entered its version. */
    static OpenedConnector make(ConnectorSlot slot, TimedCall call) {
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        FactoryHold hold = null;
        Connector connector = null;
        OpenedConnector made = null;
        try {
            hold = slot.version().hold();
            ClassLoader loader = hold.loader();
            ContextLoader.enter(loader);
            connector = create(slot, hold);
            connector.connect(call);
            made = new OpenedConnector(slot, connector, hold, loader);
            return made;
        } finally {
            try {
                if (made == null) {
                    discard(slot, connector, hold);
                }
            } finally {
                ContextLoader.leave(outer);
            }
        }
    }

    Connector connector() {
        return connector;
    }

    ClassLoader loader() {
        return loader;
    }

    Instant since() {
        return since;
    }

    /** Closes it and gives back what it holds. */
    void discard() {
        ClassLoader outer = ContextLoader.enter(loader);
        try {
            discard(slot, connector, hold);
        } finally {
            ContextLoader.leave(outer);
        }
    }

    private static Connector create(ConnectorSlot slot, FactoryHold hold) {
        InstanceId id = slot.id();
        Connector made;
        try {
            made = hold.factory().create(new InstanceContext(id, slot));
        } catch (Throwable thrown) {
            throw Faults.of(id, "create", thrown);
        }
        if (made == null) {
            throw Faults.ofNull(id, "create");
        }
        return made;
    }

    /** Of what there is of it. */
    private static void discard(ConnectorSlot slot, Connector connector, FactoryHold hold) {
        try {
            if (connector != null) {
                closeQuietly(slot, connector);
            }
            if (hold != null) {
                hold.release();
            }
        } finally {
            slot.version().leave(slot);
        }
    }

    private static void closeQuietly(ConnectorSlot slot, Connector connector) {
        try {
            connector.close();
        } catch (Throwable thrown) {
            LOG.warn("{}", slot.redacted(Faults.of(slot.id(), "close", thrown).getMessage()));
        }
    }
}
