package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.secret.Redactor;
import dev.patchbay.registry.unload.ContextLoader;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one connector object: made at its first lease, leased to calls, closed after its last lease ends. A slot
 * is used once; changed settings or another version get a new one, while this drains.
 *
 * <p>No code of the connector runs under the lock, and taking a lease takes no lock at all.
 */
public final class ConnectorSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSlot.class);

    /** Of rotated secrets: old ones are accepted nowhere any more. */
    private static final int MOST_REMEMBERED = 64;

    private record Opened(Connector connector, FactoryHold hold, ClassLoader loader, Instant since) {}

    private final InstanceId id;
    private final TypeVersion version;
    private final Background background;
    private final Leases leases = new Leases();
    private final Opening opening;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Observations observations = new Observations();
    /** Secrets that the object was given since its settings were checked: they may have been rotated. */
    private final Set<Secret> handedOut = ConcurrentHashMap.newKeySet();

    private final SecretRenewal renewal = new SecretRenewal();

    private volatile Settings settings;
    /** Forgotten when it is closed: who keeps a slot that was used up keeps no class of the connector with it. */
    private volatile Opened opened;
    /** The passwords that the object has taken through its configuration type; guarded by this. */
    private Set<String> kept = Set.of();
    /** Guarded by this. */
    private boolean closing;

    public ConnectorSlot(InstanceId id, TypeVersion version, Settings settings, Background background) {
        this.id = id;
        this.version = version;
        this.settings = settings;
        this.background = background;
        this.opening = new Opening(id);
    }

    public TypeVersion version() {
        return version;
    }

    public Settings settings() {
        return settings;
    }

    public Observations observations() {
        return observations;
    }

    /** Knows every secret that the connector object can have told somebody. */
    public Redactor redactor() {
        List<Secret> secrets = new ArrayList<>(settings.secrets());
        secrets.addAll(handedOut);
        return Redactor.of(secrets);
    }

    Secret handOut(Secret secret) {
        if (!handedOut.contains(secret)) {
            if (handedOut.size() >= MOST_REMEMBERED) {
                handedOut.clear();
            }
            handedOut.add(secret);
        }
        return secret;
    }

    /** The settings in a type of the connector's; which passwords it takes from that is noted. */
    <T> T config(Class<T> type) {
        return settings.as(type, this::keep);
    }

    /** The object takes a password that it may keep: from these settings, so that a change of it is seen. */
    private synchronized Settings keep(String key) {
        if (!kept.contains(key)) {
            Set<String> more = new HashSet<>(kept);
            more.add(key);
            kept = Set.copyOf(more);
        }
        return settings;
    }

    /**
     * Takes settings that need no new connector object: those that every instance has, and passwords that it has not kept.
     *
     * @return false if they do need one
     */
    synchronized boolean takes(Settings newer) {
        boolean same = settings.sameObject(newer, kept::contains);
        if (same) {
            settings = newer;
        }
        return same;
    }

    /** Reads the secrets again when they were refused. */
    public SecretRenewal renewal() {
        return renewal;
    }

    /** Since when the connector object exists; empty if it does not. */
    public Optional<Instant> openSince() {
        return Optional.ofNullable(opened).map(Opened::since);
    }

    public boolean isRetired() {
        return leases.isRetired();
    }

    /** Calls that hold a lease now. */
    public int leases() {
        return leases.count();
    }

    /** Takes a lease, which {@link #release} must give back; false if the slot is retired. */
    public boolean lease() {
        return leases.take();
    }

    public void release() {
        if (leases.giveBack()) {
            beginClosing();
        }
    }

    /** The connector object if it is there. */
    public Optional<Connector> present() {
        return Optional.ofNullable(opened).map(Opened::connector);
    }

    /** The context class loader for code of the connector object; null if that is not there. */
    public ClassLoader loader() {
        Opened present = opened;
        return present == null ? null : present.loader();
    }

    /**
     * The connector object, made by the first who asks; others wait for that, until their own deadline. Only for who
     * holds a lease.
     *
     * @param afterOpening run by the one who made it, after it was connected; must not fail
     * @throws SlotGone if its version is leaving
     */
    public Connector connector(CallContext call, Runnable afterOpening) {
        Optional<Connector> connector = present();
        while (connector.isEmpty()) {
            connector = opening.join(
                    call,
                    () -> present().orElseGet(() -> {
                        Connector made = open(call);
                        afterOpening.run();
                        return made;
                    }));
        }
        return connector.get();
    }

    /** Takes no new lease from now on and closes after the last; completes when closed. */
    public CompletableFuture<Void> retire() {
        int before = leases.retire();
        if (before == 0) {
            beginClosing();
        } else if (before > 0) {
            background.later(drainLimit(), this::giveUpDraining);
        }
        return closed;
    }

    Duration drainLimit() {
        return settings.drainTimeout();
    }

    private void giveUpDraining() {
        if (!closed.isDone()) {
            LOG.warn(
                    "'{}': {} calls had not ended after drain.timeout={}; its connector object is closed under them",
                    id,
                    leases(),
                    drainLimit());
            beginClosing();
        }
    }

    private Connector open(CallContext call) {
        if (!version.enter(this)) {
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

    private Connector make(CallContext call) {
        FactoryHold hold = null;
        Connector connector = null;
        boolean published = false;
        try {
            hold = version.hold();
            ClassLoader loader = hold.loader();
            ContextLoader.enter(loader);
            connector = create(hold);
            connector.connect(call);
            published = publish(new Opened(connector, hold, loader, Instant.now()));
            if (!published) {
                throw new ConnectorException(
                        ErrorCode.TIMED_OUT, "'" + id + "': opening took longer than drain.timeout; call again");
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
            made = hold.factory().create(new InstanceContext(id, this));
        } catch (Throwable thrown) {
            throw Faults.of(id, "create", thrown);
        }
        if (made == null) {
            throw Faults.ofNull(id, "create");
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
            background.close(drainLimit(), () -> close(last));
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
            version.leave(this);
        }
    }

    private void closeQuietly(Connector connector) {
        try {
            connector.close();
        } catch (Throwable thrown) {
            LOG.warn("{}", redactor().redact(Faults.of(id, "close", thrown).getMessage()));
        }
    }
}
