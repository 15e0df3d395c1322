package dev.patchbay.toolkit;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When a call must have ended, as the timeouts that libraries want; measured by a clock that nobody sets. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** The deadline of a call. */
    public static Deadline of(CallContext call) {
        // Compared in milliseconds: a far deadline, such as Instant.MAX, has no nanoseconds that fit a long.
        long millis;
        try {
            millis = Math.subtractExact(call.deadline().toEpochMilli(), System.currentTimeMillis());
        } catch (ArithmeticException e) {
            millis = TimeUnit.DAYS.toMillis(365);
        }
        return in(Duration.ofMillis(Math.min(millis, TimeUnit.DAYS.toMillis(365))));
    }

    /** A deadline so long from now. */
    public static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /** The time left in milliseconds, rounded up; 0 if none is left. */
    public long left() {
        long nanos = end - System.nanoTime();
        return nanos <= 0 ? 0 : (nanos + 999_999) / 1_000_000;
    }

    /**
     * The time left in milliseconds, at least one.
     *
     * @throws ConnectorException with TIMED_OUT if none is left
     */
    public long millis() {
        long left = left();
        if (left == 0) {
            throw new ConnectorException(
                    ErrorCode.TIMED_OUT, "the deadline of the call has passed; raise 'timeout' or ask for less");
        }
        return left;
    }

    /** The time left in whole seconds, rounded up, for libraries that know nothing finer; fails as {@link #millis}. */
    public int seconds() {
        return (int) Math.min(Integer.MAX_VALUE, (millis() + 999) / 1000);
    }
}
