package dev.patchbay.api;

/** How health is found out; immutable. */
public final class HealthOptions {
    private static final HealthOptions CACHED = new HealthOptions(false, false);

    private final boolean create;
    private final boolean fresh;

    private HealthOptions(boolean create, boolean fresh) {
        this.create = create;
        this.fresh = fresh;
    }

    /** From the cache while it is not older than {@code health.ttl}; UNKNOWN for READY instances. */
    public static HealthOptions cached() {
        return CACHED;
    }

    /** Creates the objects of READY instances instead of answering UNKNOWN. */
    public HealthOptions create() {
        return new HealthOptions(true, fresh);
    }

    /** Checks now, whatever the cache says. */
    public HealthOptions fresh() {
        return new HealthOptions(create, true);
    }

    public boolean isCreate() {
        return create;
    }

    public boolean isFresh() {
        return fresh;
    }
}
