package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    /** Added to the count of leases when the slot is retired, so that one number tells both. */
    private static final int RETIRED = Integer.MIN_VALUE;

    private record Opened(Connector connector, FactoryHold hold, Instant since) {}

    private final InstanceId id;
    private final TypeVersion version;
    private final Background background;
    private final AtomicInteger leases = new AtomicInteger();
    private final AtomicReference<CompletableFuture<Connector>> opening = new AtomicReference<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Settings settings;
    private volatile Opened opened;
    /** Guarded by this. */
    private boolean closing;

    public ConnectorSlot(InstanceId id, TypeVersion version, Settings settings, Background background) {
        this.id = id;
        this.version = version;
        this.settings = settings;
        this.background = background;
    }

    public TypeVersion version() {
        return version;
    }

    public Settings settings() {
        return settings;
    }

    /** Takes settings that need no new connector object: limits, or the value of a rotated secret. */
    void update(Settings newer) {
        settings = newer;
    }

    /** Since when the connector object exists; empty if it does not. */
    public Optional<Instant> openSince() {
        return Optional.ofNullable(opened).map(Opened::since);
    }

    public boolean isRetired() {
        return leases.get() < 0;
    }

    /** Calls that hold a lease now. */
    public int leases() {
        return leases.get() & Integer.MAX_VALUE;
    }

    /** Takes a lease, which {@link #release} must give back; false if the slot is retired. */
    public boolean lease() {
        int present = leases.get();
        while (present >= 0) {
            if (leases.compareAndSet(present, present + 1)) {
                return true;
            }
            present = leases.get();
        }
        return false;
    }

    public void release() {
        if (leases.decrementAndGet() == RETIRED) {
            beginClosing();
        }
    }

    /**
     * The connector object, made by the first who asks; others wait for that, until their own deadline. Only for who
     * holds a lease.
     *
     * @param afterOpening run by the one who made it, after it was connected
     */
    public Connector connector(CallContext call, Runnable afterOpening) {
        Opened present = opened;
        if (present != null) {
            return present.connector();
        }
        CompletableFuture<Connector> mine = new CompletableFuture<>();
        CompletableFuture<Connector> first = opening.compareAndExchange(null, mine);
        if (first != null) {
            return await(first, call);
        }
        try {
            Connector connector = open(call);
            mine.complete(connector);
            afterOpening.run();
            return connector;
        } catch (Throwable thrown) {
            // The next call tries again: what was wrong outside may have healed.
            opening.set(null);
            mine.completeExceptionally(thrown);
            throw Faults.of(id, "connect", thrown);
        }
    }

    /** Takes no new lease from now on and closes after the last; completes when closed. */
    public CompletableFuture<Void> retire() {
        int before = leases.getAndUpdate(count -> count < 0 ? count : count + RETIRED);
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
        FactoryHold hold = version.hold();
        Connector connector = null;
        try {
            connector = create(hold);
            connector.connect(call);
            if (!publish(new Opened(connector, hold, Instant.now()))) {
                throw new ConnectorException(
                        ErrorCode.TIMED_OUT, "'" + id + "': opening took longer than drain.timeout; call again");
            }
            return connector;
        } catch (Throwable thrown) {
            discard(connector, hold);
            throw thrown;
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
        version.opened(this);
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
            background.close(() -> close(last));
        }
    }

    private void close(Opened last) {
        try {
            closeQuietly(last.connector());
            last.hold().release();
        } finally {
            version.closed(this);
            closed.complete(null);
        }
    }

    private void discard(Connector connector, FactoryHold hold) {
        background.close(() -> {
            if (connector != null) {
                closeQuietly(connector);
            }
            hold.release();
        });
    }

    private void closeQuietly(Connector connector) {
        try {
            connector.close();
        } catch (Throwable thrown) {
            LOG.warn("{}", Faults.of(id, "close", thrown).getMessage());
        }
    }

    private Connector await(CompletableFuture<Connector> first, CallContext call) {
        try {
            long left = Duration.between(Instant.now(), call.deadline()).toNanos();
            return first.get(left, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw Faults.of(id, "connect", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stillOpening();
        } catch (TimeoutException late) {
            throw stillOpening();
        }
    }

    private ConnectorException stillOpening() {
        return new ConnectorException(
                ErrorCode.TIMED_OUT,
                "'" + id + "': another call is still connecting; see 'why " + id + "' for what it waits for");
    }
}
