package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.resilience.Limits;
import dev.patchbay.registry.resilience.Pause;
import dev.patchbay.registry.resilience.RetryRule;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether and when a call is tried again. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(CallPipeline.class);

    /** What {@link #waitNanos} says of a call that is not tried again. */
    static final long NEVER = -1;

    private Retries() {}

    /** How long to wait before the next attempt, or {@link #NEVER}. */
    static long waitNanos(Attempt attempt, ConnectorException failure) {
        CallScope call = attempt.call();
        Limits limits = attempt.limits();
        RetryRule rule = limits.retries();
        if (!attempt.isRepeatable()
                || !call.kind().isRetried()
                || !rule.allowsAfter(call.history().tries())
                || Thread.currentThread().isInterrupted()
                || call.kind().isGuarded() && !limits.breaker().isClosed()) {
            return NEVER;
        }
        // Who is told to come back at once, or at a time gone by, was not told how long to wait.
        long asked = failure.retryAfter().map(Pause::nanos).orElse(0L);
        long wait = asked > 0 ? asked : rule.waitNanos(call.history().tries());
        return wait < call.leftNanos() ? wait : NEVER;
    }

    /** What a call ends with that is not tried again: who would have to wait for too long is told how long. */
    static ConnectorException last(Attempt attempt, ConnectorException failure) {
        CallScope call = attempt.call();
        boolean late = attempt.isRepeatable()
                && failure.code() == ErrorCode.REMOTE_UNAVAILABLE
                && failure.retryAfter()
                        .filter(wait -> Pause.nanos(wait) >= call.leftNanos())
                        .isPresent();
        if (!late) {
            return failure;
        }
        Duration wait = failure.retryAfter().orElseThrow();
        ConnectorException limited = call.told(new ConnectorException(
                        ErrorCode.RATE_LIMITED,
                        "'" + call.id() + "': the external system has asked to wait for "
                                + Admission.text(Pause.nanos(wait))
                                + ", which is longer than the rest of timeout=" + CallFailures.text(call.timeout())
                                + "; call again then (" + failure.getMessage() + ")",
                        failure.getCause())
                .withRetryAfter(wait));
        return failure.isUnapplied() ? limited.unapplied() : limited;
    }

    /** Lets the time go by, with nothing held; false if the caller was interrupted, which is still to be seen of it. */
    static boolean await(CallScope call, ConnectorException failure, long nanos) {
        LOG.debug(
                "'{}': {} is tried again in {} ns: {}",
                call.id(),
                call.kind().operation(),
                nanos,
                failure.getMessage());
        try {
            if (nanos > 0) {
                call.time().sleep(nanos);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
