package dev.patchbay.registry.event;

import dev.patchbay.api.CallAttempt;
import dev.patchbay.api.CallListener;
import dev.patchbay.model.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.Version;

/** That one attempt has ended. */
final class AttemptedCall implements CallAttempt, CallEvent {
    private final StartedCall call;
    private final int number;
    private final Version version;
    private final long tookNanos;
    private final ErrorCode error;
    private final Duration retryIn;
    private final String message;

    /**
     * @param version null if no connector was reached
     * @param failure null if it succeeded
     * @param retryIn null if this was the last
     */
    AttemptedCall(
            StartedCall call, int number, Version version, long tookNanos, ToldFailure failure, Duration retryIn) {
        this.call = call;
        this.number = number;
        this.version = version;
        this.tookNanos = tookNanos;
        this.error = failure == null ? null : failure.code();
        this.message = failure == null ? null : failure.message();
        this.retryIn = retryIn;
    }

    @Override
    public void tell(CallListener listener) {
        listener.attempted(call, this);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Optional<Version> version() {
        return Optional.ofNullable(version);
    }

    @Override
    public Duration took() {
        return Duration.ofNanos(tookNanos);
    }

    @Override
    public Optional<ErrorCode> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public Optional<String> message() {
        return Optional.ofNullable(call.clean(message));
    }

    @Override
    public Optional<Duration> retryIn() {
        return Optional.ofNullable(retryIn);
    }

    @Override
    public String toString() {
        return "attempt " + number + (error == null ? "" : ": " + error);
    }
}
