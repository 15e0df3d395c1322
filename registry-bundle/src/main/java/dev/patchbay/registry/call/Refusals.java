package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.lifecycle.Standing;

/** Why a call ends before it has begun. */
final class Refusals {
    private Refusals() {}

    /** Of an instance that does not serve. Why it does not is for its own tenant to know. */
    static ConnectorException of(CallScope call, Standing standing) {
        String reason = call.tenant().equals(call.id().tenant())
                ? standing.reason()
                : "it is shared by the default tenant, and whoever runs the runtime can tell more";
        return new ConnectorException(
                code(standing.state()), "'" + call.id() + "' is " + standing.state() + ": " + reason);
    }

    /** The instance went between two looks at it, and nothing took its place. */
    static ConnectorException gone(InstanceId id) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_FOUND, "'" + id + "' has just been taken away, or the runtime is stopping");
    }

    private static ErrorCode code(InstanceState state) {
        return switch (state) {
            case INVALID -> ErrorCode.INVALID_CONFIG;
            case INCOMPATIBLE -> ErrorCode.INCOMPATIBLE_VERSION;
            case DISABLED -> ErrorCode.CONNECTOR_DISABLED;
            case WAITING, DRAINING, READY, ACTIVE -> ErrorCode.CONNECTOR_NOT_FOUND;
        };
    }
}
