package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The place of one connector object: made at its first lease, leased to calls, closed after its last lease ends. A slot
 * is used once; changed settings or another version get a new one, while this drains.
 *
 * <p>What a used slot needs is made at its first use: most instances are never called, and there may be many.
 */
public final class ConnectorSlot {
    private final InstanceId id;
    private final TypeVersion version;
    private final Background background;

    private volatile Settings settings;
    /** Null as long as nobody has used the slot; set once, under the lock. */
    private volatile Occupancy occupancy;
    /** The passwords that the object has taken through its configuration type; guarded by this. */
    private Set<String> kept = Set.of();

    public ConnectorSlot(InstanceId id, TypeVersion version, Settings settings, Background background) {
        this.id = id;
        this.version = version;
        this.settings = settings;
        this.background = background;
    }

    public InstanceId id() {
        return id;
    }

    public TypeVersion version() {
        return version;
    }

    public Settings settings() {
        return settings;
    }

    /** Where calls and checks write what they see of the connector object. */
    public Observations observations() {
        return occupied().observations();
    }

    /** What has been seen; empty if nobody has used the slot. */
    public Optional<Observations> observed() {
        return Optional.ofNullable(occupancy).map(Occupancy::observations);
    }

    /** A text of the connector object without any secret that it can have told; null stays null. */
    public String redacted(String text) {
        return settings.redacted(text);
    }

    /** What the object was given besides what its settings were checked with: it may have been rotated. */
    public Set<Secret> handedOut() {
        Occupancy present = occupancy;
        return present == null ? Set.of() : present.handedOut();
    }

    Secret handOut(Secret secret) {
        return occupied().handOut(secret);
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

    /** Whether the object may have kept a password that is another one by now. */
    boolean isOutdated() {
        Set<String> keys;
        synchronized (this) {
            keys = kept;
        }
        return !keys.isEmpty() && settings.references().differ(keys);
    }

    /** Reads the secrets again when they were refused. */
    public SecretRenewal renewal() {
        return occupied().renewal();
    }

    /** Since when the connector object exists; empty if it does not. */
    public Optional<Instant> openSince() {
        Occupancy present = occupancy;
        return present == null ? Optional.empty() : present.openSince();
    }

    public boolean isRetired() {
        Occupancy present = occupancy;
        return present != null && present.isRetired();
    }

    /** Calls that hold a lease now. */
    public int leases() {
        Occupancy present = occupancy;
        return present == null ? 0 : present.leases();
    }

    /** Takes a lease, which {@link #release} must give back; false if the slot is retired. */
    public boolean lease() {
        return occupied().lease();
    }

    public void release() {
        occupied().release();
    }

    /** The connector object if it is there. */
    public Optional<Connector> present() {
        Occupancy present = occupancy;
        return present == null ? Optional.empty() : present.connector();
    }

    /** As {@link #present}; null if it is not there. */
    public Connector opened() {
        Occupancy present = occupancy;
        return present == null ? null : present.opened();
    }

    /** The context class loader for code of the connector object; null if that is not there. */
    public ClassLoader loader() {
        Occupancy present = occupancy;
        return present == null ? null : present.loader();
    }

    /**
     * The connector object, made by the first who asks; others wait for that, until their own deadline. Only for who
     * holds a lease.
     *
     * @param afterOpening run by the one who made it, after it was connected; must not fail
     * @throws SlotGone if its version is leaving
     */
    public Connector connector(TimedCall call, Runnable afterOpening) {
        return occupied().connector(call, afterOpening);
    }

    /** Takes no new lease from now on and closes after the last; completes when closed. */
    public CompletableFuture<Void> retire() {
        return occupied().retire();
    }

    Duration drainLimit() {
        return settings.common().drainTimeout();
    }

    private Occupancy occupied() {
        Occupancy present = occupancy;
        return present == null ? occupy() : present;
    }

    private synchronized Occupancy occupy() {
        if (occupancy == null) {
            occupancy = new Occupancy(this, background);
        }
        return occupancy;
    }
}
