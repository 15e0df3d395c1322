package dev.patchbay.registry.event;

import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.CallOutcome;
import dev.patchbay.model.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.Version;

/** That a call has ended, and how; and what was not told of it before: that its last attempt has, or that it has begun. */
final class EndedCall implements CallEnd, CallEvent {
    private final StartedCall call;
    private final boolean withStart;
    private final Version version;
    private final int attempts;
    private final long lastNanos;
    private final int requests;
    private final RequestedCall last;
    private final long tookNanos;
    private final int records;
    private final ToldFailure failure;
    /** Null until somebody asks. */
    private String stackTrace;

    /**
     * @param withStart whether the beginning was not told before
     * @param version null if no connector was reached
     * @param lastNanos how long the last attempt took, {@link Audience#TOLD} if there is nothing more to tell of it
     * @param last the last request, null if there was none
     * @param failure what the caller gets, null if that is a result
     */
    EndedCall(
            StartedCall call,
            boolean withStart,
            Version version,
            int attempts,
            long lastNanos,
            int requests,
            RequestedCall last,
            long tookNanos,
            int records,
            ToldFailure failure) {
        this.call = call;
        this.withStart = withStart;
        this.version = version;
        this.attempts = attempts;
        this.lastNanos = lastNanos;
        this.requests = requests;
        this.last = last;
        this.tookNanos = tookNanos;
        this.records = records;
        this.failure = failure;
    }

    @Override
    public void tell(CallListener listener) {
        if (withStart) {
            call.tell(listener);
        }
        if (lastNanos != Audience.TOLD) {
            new AttemptedCall(call, attempts, version, lastNanos, failure, null).tell(listener);
        }
        listener.ended(call, this);
    }

    @Override
    public CallOutcome outcome() {
        if (failure == null) {
            return CallOutcome.SUCCESS;
        }
        boolean skipped = failure.code() == ErrorCode.CONNECTOR_DISABLED && attempts == 0;
        return skipped ? CallOutcome.SKIPPED : CallOutcome.FAILED;
    }

    @Override
    public Optional<Version> version() {
        return Optional.ofNullable(version);
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public int requests() {
        return requests;
    }

    @Override
    public Optional<String> method() {
        return Optional.ofNullable(last).map(RequestedCall::method);
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(last).map(RequestedCall::endpoint);
    }

    @Override
    public Duration took() {
        return Duration.ofNanos(tookNanos);
    }

    @Override
    public int records() {
        return records;
    }

    @Override
    public Optional<ErrorCode> error() {
        return Optional.ofNullable(failure).map(ToldFailure::code);
    }

    @Override
    public Optional<String> message() {
        return Optional.ofNullable(failure).map(each -> call.clean(each.message()));
    }

    @Override
    public Optional<String> stackTrace() {
        if (stackTrace == null && failure != null && failure.trace() != null) {
            stackTrace = call.clean(StackText.of(failure.trace()));
        }
        return Optional.ofNullable(stackTrace);
    }

    @Override
    public String toString() {
        return outcome() + error().map(code -> " " + code).orElse("");
    }
}
