package dev.patchbay.registry.secret;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The time in which nobody asks a provider, because it has just taken long to say nothing. It lasts as long as the longest
 * answer may take. Thread-safe.
 */
final class Silence {
    /** A failure that took this part of the limit is waited for once; one that comes at once holds nobody up. */
    private static final int PART = 5;

    private static final Set<ErrorCode> AWAY = Set.of(ErrorCode.REMOTE_UNAVAILABLE, ErrorCode.TIMED_OUT);
    /** Whose secrets have nothing in common that could be away: those of exec have a command each. */
    private static final Set<String> APART = Set.of("keystore", "exec");

    private final long nanos;
    private volatile Period period;

    private record Period(long until, String reason) {}

    Silence(Duration limit) {
        this.nanos = limit.toNanos();
    }

    /** What those are told who ask now; empty if it may be asked. */
    Optional<String> reason() {
        Period last = period;
        return last != null && System.nanoTime() - last.until() < 0 ? Optional.of(last.reason()) : Optional.empty();
    }

    void begin(String reason) {
        period = new Period(System.nanoTime() + nanos, reason);
    }

    /** It begins if the failure says that what the provider asks is away, and has taken a while to say so. */
    void afterFailure(String scheme, Throwable thrown, long took) {
        if (took > nanos / PART
                && thrown instanceof ConnectorException told
                && AWAY.contains(told.code())
                && !APART.contains(scheme)) {
            begin(told.getMessage());
        }
    }
}
