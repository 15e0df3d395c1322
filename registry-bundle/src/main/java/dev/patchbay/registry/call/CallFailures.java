package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.time.Duration;

/** Sentences about calls that have not come to their end. */
final class CallFailures {
    private static final String LOOK = " look at the external system before you repeat it";

    private CallFailures() {}

    static ConnectorException timedOut(CallScope call, Throwable cause) {
        return new ConnectorException(
                ErrorCode.TIMED_OUT, notEnded(call) + "; raise 'timeout' or look at the external system", cause);
    }

    /** As {@link #timedOut}, for a write that had begun: whoever repeats it may write twice. */
    static ConnectorException timedOutUnknown(CallScope call, Throwable cause) {
        return new ConnectorException(
                ErrorCode.OUTCOME_UNKNOWN, notEnded(call) + " and may have been applied;" + LOOK, cause);
    }

    /** A write that had begun and failed so that nobody knows what has become of it. */
    static ConnectorException unknownOutcome(CallScope call, ConnectorException failure) {
        return new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        subject(call) + " may have been applied, though it failed with " + failure.code() + " ("
                                + failure.getMessage() + ");" + LOOK,
                        failure)
                .causedBy(failure.failureCause().orElse(null));
    }

    /** Not by the watchdog: by whoever called, or by the call in which this one is made, whose deadline has passed. */
    static ConnectorException interruptedByOthers(CallScope call, boolean mayHaveBeenApplied, Throwable cause) {
        return mayHaveBeenApplied
                ? new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        subject(call) + " was interrupted by its caller and may have been applied;" + LOOK,
                        cause)
                : new ConnectorException(
                        ErrorCode.TIMED_OUT, subject(call) + " was interrupted by its caller; call again", cause);
    }

    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static String notEnded(CallScope call) {
        return subject(call) + " had not ended after timeout=" + text(call.timeout());
    }

    private static String subject(CallScope call) {
        return "'" + call.id() + "': " + call.kind().operation();
    }
}
