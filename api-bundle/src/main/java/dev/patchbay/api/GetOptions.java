package dev.patchbay.api;

import java.util.Map;

/** How a handle is made; immutable. */
public final class GetOptions {
    private static final GetOptions USUAL = new GetOptions(false, Map.of());

    private final boolean skipHealthCheck;
    private final Map<String, Object> overrides;

    private GetOptions(boolean skipHealthCheck, Map<String, Object> overrides) {
        this.skipHealthCheck = skipHealthCheck;
        this.overrides = overrides;
    }

    public static GetOptions usual() {
        return USUAL;
    }

    /** Leaves out the health check that otherwise follows the creation of a connector object. */
    public GetOptions skipHealthCheck() {
        return new GetOptions(true, overrides);
    }

    /**
     * Settings over those of the instance, for a private connector object that is closed with its handle. With them an
     * instance need not be configured: they are its settings then.
     */
    public GetOptions overrides(Map<String, Object> settings) {
        return new GetOptions(skipHealthCheck, Map.copyOf(settings));
    }

    public boolean isHealthCheckSkipped() {
        return skipHealthCheck;
    }

    /** Empty if none were given. */
    public Map<String, Object> overrides() {
        return overrides;
    }
}
