package dev.patchbay.registry.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** For how long the external system has asked an instance to make no request. Thread-safe, without a lock. */
public final class Pause {
    private static final Duration LONGEST = Duration.ofDays(365);
    /** What is longer is more likely a slip of the pen than a wish: after this one request asks again. */
    private static final long LONGEST_PAUSE = Duration.ofDays(1).toNanos();

    private static final long NONE = 0;

    private final Time time;
    /** One before the time of creation, so that no end of a pause is {@link #NONE}. */
    private final long origin;

    private final AtomicLong until = new AtomicLong(NONE);

    Pause(Time time) {
        this.time = time;
        this.origin = time.nanos() - 1;
    }

    /** Makes it so long from now, but not longer than a day, unless it is longer already. */
    public void ask(Duration wait) {
        if (!wait.isNegative() && !wait.isZero()) {
            long end = now() + Math.min(nanos(wait), LONGEST_PAUSE);
            until.accumulateAndGet(end, Math::max);
        }
    }

    /** What is left of it; 0 if nothing. */
    public long leftNanos() {
        long end = until.get();
        return end == NONE ? NONE : Math.max(NONE, end - now());
    }

    /** It is over now. */
    void end() {
        until.set(NONE);
    }

    /** As nanoseconds that are not negative, whatever somebody has written into a header. */
    public static long nanos(Duration wait) {
        if (wait.isNegative()) {
            return 0;
        }
        return (wait.compareTo(LONGEST) > 0 ? LONGEST : wait).toNanos();
    }

    private long now() {
        return time.nanos() - origin;
    }
}
