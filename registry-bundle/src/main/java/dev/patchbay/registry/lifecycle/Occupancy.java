package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.Connector;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inside of a slot that somebody has used: its leases, its connector object, and what was seen of that.
 *
 * <p>No code of the connector runs under the lock, and taking a lease takes no lock at all.
 */
final class Occupancy {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSlot.class);

    private final ConnectorSlot slot;
    private final Background background;
    private final Leases leases = new Leases();
    private final Opening opening;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Observations observations = new Observations();
    private final SecretRenewal renewal = new SecretRenewal();
    private final HandedOutSecrets handedOut = new HandedOutSecrets();

    /** Forgotten when it is closed: who keeps a slot that was used up keeps no class of the connector with it. */
    private volatile OpenedConnector opened;
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
        return handedOut.all();
    }

    Secret handOut(Secret secret) {
        slot.settings().learn(secret);
        handedOut.add(secret);
        return secret;
    }

    SecretRenewal renewal() {
        return renewal;
    }

    Optional<Instant> openSince() {
        return Optional.ofNullable(opened).map(OpenedConnector::since);
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
        return Optional.ofNullable(opened).map(OpenedConnector::connector);
    }

    /** Null if it is not there. */
    Connector opened() {
        OpenedConnector present = opened;
        return present == null ? null : present.connector();
    }

    ClassLoader loader() {
        OpenedConnector present = opened;
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

    private void giveUpDraining() {
        if (!closed.isDone()) {
            LOG.warn(
                    "'{}': {} calls had not ended after drain.timeout={}; its connector object is closed under them",
                    slot.id(),
                    leases(),
                    slot.drainLimit());
            beginClosing();
        }
    }

    private Connector open(TimedCall call) {
        if (!slot.version().enter(slot)) {
            retire();
            throw new SlotGone();
        }
        OpenedConnector made = OpenedConnector.make(slot, call);
        if (!publish(made)) {
            made.discard();
            throw new ConnectorException(
                    ErrorCode.TIMED_OUT, "'" + slot.id() + "': opening took longer than drain.timeout; call again");
        }
        return made.connector();
    }

    /** Close was asked for while the object was being made: the last lease is too late to see it then. */
    private synchronized boolean publish(OpenedConnector made) {
        if (closing) {
            return false;
        }
        opened = made;
        return true;
    }

    private void beginClosing() {
        OpenedConnector last;
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

    private void close(OpenedConnector last) {
        try {
            last.discard();
        } finally {
            opened = null;
            opening.forget();
            closed.complete(null);
        }
    }
}
