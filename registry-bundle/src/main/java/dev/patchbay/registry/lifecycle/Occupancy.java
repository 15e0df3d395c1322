package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.unload.ContextLoader;
import dev.patchbay.spi.Connector;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inside of a slot that somebody has used: its leases, its connector object, and what was seen of that.
 *
 * <p>No code of the connector runs under the lock, and taking a lease takes no lock at all.
 */
final class Occupancy {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSlot.class);

    /** Of rotated secrets: old ones are accepted nowhere any more. */
    private static final int MOST_REMEMBERED = 64;

    private record Opened(Connector connector, FactoryHold hold, ClassLoader loader, Instant since) {}

    private final ConnectorSlot slot;
    private final Background background;
    private final Leases leases = new Leases();
    private final Opening opening;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Observations observations = new Observations();
    private final SecretRenewal renewal = new SecretRenewal();
    /** Secrets that the object was given since its settings were checked: they may have been rotated. */
    private final Set<Secret> handedOut = ConcurrentHashMap.newKeySet();

    /** Forgotten when it is closed: who keeps a slot that was used up keeps no class of the connector with it. */
    private volatile Opened opened;
    /** Guarded by this. */
    private boolean closing;

    Occupancy(ConnectorSlot slot, Background background) {
        this.slot = slot;
        this.background = background;
        this.opening = new Opening(slot.id());
    }

    Observations observations() {
        return observations;
    }

    Set<Secret> handedOut() {
        return Set.copyOf(handedOut);
    }

    Secret handOut(Secret secret) {
        slot.settings().learn(secret);
        if (!handedOut.contains(secret)) {
            if (handedOut.size() >= MOST_REMEMBERED) {
                handedOut.clear();
            }
            handedOut.add(secret);
        }
        return secret;
    }

    SecretRenewal renewal() {
        return renewal;
    }

    Optional<Instant> openSince() {
        return Optional.ofNullable(opened).map(Opened::since);
    }

    boolean isRetired() {
        return leases.isRetired();
    }

    int leases() {
        return leases.count();
    }

    boolean lease() {
        return leases.take();
    }

    void release() {
        if (leases.giveBack()) {
            beginClosing();
        }
    }

    Optional<Connector> connector() {
        return Optional.ofNullable(opened).map(Opened::connector);
    }

    /** Null if it is not there. */
    Connector opened() {
        Opened present = opened;
        return present == null ? null : present.connector();
    }

    ClassLoader loader() {
        Opened present = opened;
        return present == null ? null : present.loader();
    }

    Connector connector(TimedCall call, Runnable afterOpening) {
        Optional<Connector> connector = connector();
        while (connector.isEmpty()) {
            connector = opening.join(
                    call,
                    () -> connector().orElseGet(() -> {
                        Connector made = open(call);
                        afterOpening.run();
                        return made;
                    }));
        }
        return connector.get();
    }

    CompletableFuture<Void> retire() {
        int before = leases.retire();
        if (before == 0) {
            beginClosing();
        } else if (before > 0) {
            background.later(slot.drainLimit(), this::giveUpDraining);
        }
        return closed;
    }

    private InstanceId id() {
        return slot.id();
    }

    private TypeVersion version() {
        return slot.version();
    }

    private void giveUpDraining() {
        if (!closed.isDone()) {
            LOG.warn(
                    "'{}': {} calls had not ended after drain.timeout={}; its connector object is closed under them",
                    id(),
                    leases(),
                    slot.drainLimit());
            beginClosing();
        }
    }

    private Connector open(TimedCall call) {
        if (!version().enter(slot)) {
            retire();
            throw new SlotGone();
        }
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        try {
            return make(call);
        } finally {
            ContextLoader.leave(outer);
        }
    }

    private Connector make(TimedCall call) {
        FactoryHold hold = null;
        Connector connector = null;
        boolean published = false;
        try {
            hold = version().hold();
            ClassLoader loader = hold.loader();
            ContextLoader.enter(loader);
            connector = create(hold);
            connector.connect(call);
            published = publish(new Opened(connector, hold, loader, Instant.now()));
            if (!published) {
                throw new ConnectorException(
                        ErrorCode.TIMED_OUT, "'" + id() + "': opening took longer than drain.timeout; call again");
            }
            return connector;
        } finally {
            if (!published) {
                discard(connector, hold);
            }
        }
    }

    private Connector create(FactoryHold hold) {
        Connector made;
        try {
            made = hold.factory().create(new InstanceContext(id(), slot));
        } catch (Throwable thrown) {
            throw Faults.of(id(), "create", thrown);
        }
        if (made == null) {
            throw Faults.ofNull(id(), "create");
        }
        return made;
    }

    /** Close was asked for while the object was being made: the last lease is too late to see it then. */
    private synchronized boolean publish(Opened made) {
        if (closing) {
            return false;
        }
        opened = made;
        return true;
    }

    private void beginClosing() {
        Opened last;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            last = opened;
        }
        if (last == null) {
            closed.complete(null);
        } else {
            background.close(slot.drainLimit(), () -> close(last));
        }
    }

    private void close(Opened last) {
        ClassLoader outer = ContextLoader.enter(last.loader());
        try {
            discard(last.connector(), last.hold());
        } finally {
            ContextLoader.leave(outer);
            opened = null;
            opening.forget();
            closed.complete(null);
        }
    }

    private void discard(Connector connector, FactoryHold hold) {
        try {
            if (connector != null) {
                closeQuietly(connector);
            }
            if (hold != null) {
                hold.release();
            }
        } finally {
            version().leave(slot);
        }
    }

    private void closeQuietly(Connector connector) {
        try {
            connector.close();
        } catch (Throwable thrown) {
            LOG.warn("{}", slot.redacted(Faults.of(id(), "close", thrown).getMessage()));
        }
    }
}
