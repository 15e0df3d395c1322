package dev.patchbay.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The one exception of the contract: a code to act on and a sentence to read.
 *
 * <p>The sentence names subject, fact and remedy, and never holds a secret or a payload. A connector throws it with a
 * code and a sentence; the runtime adds the instance and the correlation id of the call.
 */
public final class ConnectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Duration retryAfter;
    private final String instance;
    private final String correlationId;
    private final boolean unapplied;
    private final FailureCause failureCause;

    public ConnectorException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ConnectorException(ErrorCode code, String message, Throwable cause) {
        this(code, message, cause, null, null, null, false, null);
    }

    private ConnectorException(
            ErrorCode code,
            String message,
            Throwable cause,
            Duration retryAfter,
            String instance,
            String correlationId,
            boolean unapplied,
            FailureCause failureCause) {
        super(message == null ? code + " without an explanation" : message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.retryAfter = retryAfter;
        this.instance = instance;
        this.correlationId = correlationId;
        this.unapplied = unapplied;
        this.failureCause = failureCause;
    }

    /** A limit was met, and nothing was applied; {@code retryAfter} is how long to wait before the next request can succeed. */
    public static ConnectorException rateLimited(String message, Duration retryAfter) {
        return new ConnectorException(ErrorCode.RATE_LIMITED, message, null, retryAfter, null, null, true, null);
    }

    /** The same failure, with this time to wait before another attempt. */
    public ConnectorException withRetryAfter(Duration wait) {
        return copy(getMessage(), getCause(), wait, instance, correlationId, unapplied, failureCause);
    }

    /** The same failure of a call of which surely nothing was applied, see {@link #isUnapplied}. */
    public ConnectorException unapplied() {
        return copy(getMessage(), getCause(), retryAfter, instance, correlationId, true, failureCause);
    }

    /** The same failure, with where its reason lies; null for what code and causes tell. */
    public ConnectorException causedBy(FailureCause where) {
        return copy(getMessage(), getCause(), retryAfter, instance, correlationId, unapplied, where);
    }

    /** The same failure, told as one of a call: the runtime calls this when a failure leaves the pipeline. */
    public ConnectorException inCall(InstanceId id, String callCorrelationId) {
        return copy(getMessage(), getCause(), retryAfter, id.toString(), callCorrelationId, unapplied, failureCause);
    }

    /**
     * The same failure with another sentence and cause, for example ones from which secrets were removed; where its reason
     * lies stays the same.
     */
    public ConnectorException with(String message, Throwable cause) {
        FailureCause where = failureCause().orElse(null);
        return copy(message, cause, retryAfter, instance, correlationId, unapplied, where);
    }

    public ErrorCode code() {
        return code;
    }

    /** How long the external system, or our own limit, asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The id of the instance whose call failed; empty if the failure was not one of a call. */
    public Optional<String> instance() {
        return Optional.ofNullable(instance);
    }

    /** The correlation id of the failed call; empty if the failure was not one of a call. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /**
     * Whether nothing of the call was surely applied, so that a write may be made again: the external system was not
     * reached, or has refused it before it looked at it.
     */
    public boolean isUnapplied() {
        return unapplied;
    }

    /**
     * Where its reason lies: as was said, else as code and causes tell; empty where nobody can tell, as for a mistake of the
     * caller.
     */
    public Optional<FailureCause> failureCause() {
        return failureCause == null ? CauseFinder.find(this) : Optional.of(failureCause);
    }

    private ConnectorException copy(
            String message,
            Throwable cause,
            Duration wait,
            String id,
            String correlation,
            boolean nothingApplied,
            FailureCause where) {
        ConnectorException copy =
                new ConnectorException(code, message, cause, wait, id, correlation, nothingApplied, where);
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
