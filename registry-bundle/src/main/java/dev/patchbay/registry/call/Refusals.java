package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.resilience.BreakerState;
import java.time.Duration;

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

    /** By the circuit breaker for the caller's tenant, which knows of no other's calls. */
    static ConnectorException open(CallScope call, BreakerState breaker) {
        InstanceId id = call.id();
        boolean own = call.tenant().equals(id.tenant());
        String whose = own ? "its circuit breaker" : "its circuit breaker for tenant '" + call.tenant() + "'";
        String remedy = own
                ? "; 'breaker " + id + " reset' lets calls through"
                : "; whoever runs the runtime can let calls through";
        ConnectorException refusal = switch (breaker.breaker()) {
            case FORCED_OPEN -> unavailable(id, "an operator has opened " + whose + ", so no call passes" + remedy);
            case OPEN ->
                unavailable(
                                id,
                                whose + " is open for another " + Admission.text(breaker.openNanos()) + because(breaker)
                                        + remedy)
                        .withRetryAfter(Duration.ofNanos(breaker.openNanos()));
            default ->
                unavailable(
                        id,
                        whose + " lets one call through to see whether the external system is back" + because(breaker)
                                + "; call again when that has ended");
        };
        return told(call, refusal.causedBy(breaker.lastCause()));
    }

    /** As one of the call, of which nothing was applied unless an attempt before this one may have been. */
    static ConnectorException told(CallScope call, ConnectorException refusal) {
        return call.told(call.history().isUntouched() ? refusal.unapplied() : refusal);
    }

    /** The instance went between two looks at it, and nothing took its place. */
    static ConnectorException gone(InstanceId id) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_FOUND, "'" + id + "' has just been taken away, or the runtime is stopping");
    }

    private static ConnectorException unavailable(InstanceId id, String sentence) {
        return new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "'" + id + "': " + sentence);
    }

    private static String because(BreakerState breaker) {
        return " after " + breaker.failures() + (breaker.failures() == 1 ? " failure" : " failures in a row")
                + (breaker.lastCode() == null
                        ? ""
                        : ", the last with " + breaker.lastCode() + " (" + breaker.lastMessage() + ")");
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
