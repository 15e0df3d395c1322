package dev.patchbay.registry.call;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.InstanceId;
import java.time.Duration;

/**
 * Whom a handle calls, on whose behalf, and what goes with its calls; taken apart once for all of them.
 *
 * @param tenant in the log, and where limits and metrics are kept
 * @param correlationId null if each call is to have its own
 * @param principal null if the caller says none
 * @param timeout null if the instance's counts
 * @param isolated whether a thread of the runtime is to make the call whatever the instance says
 */
public record Caller(
        InstanceId id, String tenant, String correlationId, String principal, Duration timeout, boolean isolated) {

    static Caller of(InstanceId id, String tenant, CallOptions options) {
        return new Caller(
                id,
                tenant,
                options.correlationId().orElse(null),
                options.principal().orElse(null),
                options.timeout().orElse(null),
                options.isIsolated());
    }

    /** The runtime itself, for what an instance's own tenant is told. */
    public static Caller runtime(InstanceId id, String correlationId) {
        return new Caller(id, id.tenant(), correlationId, null, null, false);
    }
}
