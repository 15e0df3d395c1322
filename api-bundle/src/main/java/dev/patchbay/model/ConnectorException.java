package dev.patchbay.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The one exception of the contract: a code to act on and a sentence to read.
 *
 * <p>The sentence names subject, fact and remedy, and never holds a secret or a payload. A connector throws it with a
 * code and a sentence; the runtime adds of which call it is.
 */
public final class ConnectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Duration retryAfter;
    /** Null if it is not of a call. */
    private final Call call;

    private final boolean unapplied;
    private final FailureCause failureCause;

    public ConnectorException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ConnectorException(ErrorCode code, String message, Throwable cause) {
        this(code, message, cause, null, null, false, null);
    }

    private ConnectorException(
            ErrorCode code,
            String message,
            Throwable cause,
            Duration retryAfter,
            Call call,
            boolean unapplied,
            FailureCause failureCause) {
        super(message == null ? code + " without an explanation" : message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.retryAfter = retryAfter;
        this.call = call;
        this.unapplied = unapplied;
        this.failureCause = failureCause;
    }

    /** A limit was met, and nothing was applied; {@code retryAfter} is how long to wait before the next request can succeed. */
    public static ConnectorException rateLimited(String message, Duration retryAfter) {
        return new ConnectorException(ErrorCode.RATE_LIMITED, message, null, retryAfter, null, true, null);
    }

    /** The same failure, with this time to wait before another attempt. */
    public ConnectorException withRetryAfter(Duration wait) {
        return copy(getMessage(), getCause(), wait, call, unapplied, failureCause);
    }

    /** The same failure of a call of which surely nothing was applied, see {@link #isUnapplied}. */
    public ConnectorException unapplied() {
        return copy(getMessage(), getCause(), retryAfter, call, true, failureCause);
    }

    /** The same failure, with where its reason lies; null for what code and causes tell. */
    public ConnectorException causedBy(FailureCause where) {
        return copy(getMessage(), getCause(), retryAfter, call, unapplied, where);
    }

    /**
     * The same failure, told as one of a call: the runtime calls this when a failure leaves the pipeline.
     *
     * @param callPrincipal null if the caller has said none
     */
    public ConnectorException inCall(InstanceId id, String callCorrelationId, String callPrincipal) {
        Call of = new Call(id.toString(), callCorrelationId, callPrincipal);
        return copy(getMessage(), getCause(), retryAfter, of, unapplied, failureCause);
    }

    /**
     * The same failure with another sentence and cause, for example ones from which secrets were removed; where its reason
     * lies stays the same.
     */
    public ConnectorException with(String message, Throwable cause) {
        FailureCause where = failureCause().orElse(null);
        return copy(message, cause, retryAfter, call, unapplied, where);
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
        return Optional.ofNullable(call).map(Call::instance);
    }

    /** The correlation id of the failed call; empty if the failure was not one of a call. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(call).map(Call::correlationId);
    }

    /** Who made the failed call, as the caller has said; never in the sentence. */
    public Optional<String> principal() {
        return Optional.ofNullable(call).map(Call::principal);
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
            String message, Throwable cause, Duration wait, Call of, boolean nothingApplied, FailureCause where) {
        ConnectorException copy = new ConnectorException(code, message, cause, wait, of, nothingApplied, where);
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** Of which call a failure is. */
    private record Call(String instance, String correlationId, String principal) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
