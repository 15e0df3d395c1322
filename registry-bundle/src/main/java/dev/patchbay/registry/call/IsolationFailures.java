package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import java.time.Duration;

/** Sentences about calls on threads of the runtime that have not begun, or that nobody waits for any more. */
final class IsolationFailures {
    private static final String LOOK = " look at the external system before you repeat it";

    private IsolationFailures() {}

    /** @param count of its calls that do not end */
    static ConnectorException stuck(InstanceId id, String tenant, int count) {
        return new ConnectorException(
                        ErrorCode.CONNECTOR_FAULT,
                        "'" + id + "': " + count
                                + " isolated calls of it go on past their deadline and ignore their interruption,"
                                + " so no more are begun until some have ended or another connector object serves; "
                                + whereToLook(id, tenant))
                .unapplied();
    }

    static ConnectorException crowded(InstanceId id, String shortage, Duration timeout) {
        return new ConnectorException(
                        ErrorCode.RATE_LIMITED,
                        "'" + id + "': " + shortage + " for all of timeout="
                                + CallFailures.text(timeout)
                                + "; call less often at once, or raise 'timeout'")
                .unapplied();
    }

    static ConnectorException neverBegan(InstanceId id, Duration timeout) {
        return new ConnectorException(
                        ErrorCode.TIMED_OUT,
                        "'" + id + "': no thread for isolated calls was free within timeout="
                                + CallFailures.text(timeout) + "; call again later")
                .unapplied();
    }

    static ConnectorException goesOn(InstanceId id, String tenant, CallKind kind, Duration timeout) {
        String fact = "'" + id + "': " + kind.operation() + " goes on after timeout=" + CallFailures.text(timeout)
                + " and ignores its interruption";
        return kind.writes()
                ? new ConnectorException(ErrorCode.OUTCOME_UNKNOWN, fact + ", so it may still be applied;" + LOOK)
                : new ConnectorException(ErrorCode.TIMED_OUT, fact + "; " + whereToLook(id, tenant));
    }

    /** Its caller was interrupted while it waited for a permit or a thread. */
    static ConnectorException unbegun(InstanceId id, InterruptedException cause) {
        return new ConnectorException(
                        ErrorCode.TIMED_OUT,
                        "'" + id + "': the caller was interrupted before the call began; call again",
                        cause)
                .unapplied();
    }

    static ConnectorException interrupted(InstanceId id, CallKind kind, InterruptedException cause) {
        return kind.writes()
                ? new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "'" + id + "': the caller was interrupted while " + kind.operation()
                                + " ran, which may have been applied;" + LOOK,
                        cause)
                : new ConnectorException(
                        ErrorCode.TIMED_OUT, "'" + id + "': the caller was interrupted; call again", cause);
    }

    static ConnectorException stopping(InstanceId id) {
        return new ConnectorException(
                        ErrorCode.CONNECTOR_NOT_FOUND,
                        "'" + id
                                + "': the call was not begun, because the runtime is stopping or the system gives it"
                                + " no thread; call again when it runs")
                .unapplied();
    }

    /** A tenant with which the instance is shared is not told where calls are. */
    private static String whereToLook(InstanceId id, String tenant) {
        return tenant.equals(id.tenant())
                ? "see 'why " + id + "' for where they are"
                : "whoever runs the runtime can see where they are";
    }
}
