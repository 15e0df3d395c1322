package dev.patchbay.registry.call;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What one instance may have of the threads for isolated calls, so that it leaves some to all others. */
final class InstanceShare {
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_ABANDONED = 8;

    private final Semaphore permits = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger abandoned = new AtomicInteger();
    private final Runnable onLeaving;
    /** Calls that wait or run; guarded by the map in which this is. */
    private int users;

    /** @param onLeaving run whenever a call is done with this */
    InstanceShare(Runnable onLeaving) {
        this.onLeaving = onLeaving;
    }

    static int most() {
        return MOST_AT_ONCE;
    }

    InstanceShare join() {
        users++;
        return this;
    }

    /** True if that was the last one. */
    boolean quit() {
        users--;
        return users == 0;
    }

    /** How many calls go on that nobody waits for, because they should have ended. */
    int abandoned() {
        return abandoned.get();
    }

    /** Whether so many calls do not end that no more should be begun. */
    boolean isStuck() {
        return abandoned.get() >= MOST_ABANDONED;
    }

    /** Waits for a permit, which {@link #giveBack} returns; false if none came in time. */
    boolean take(long nanos) throws InterruptedException {
        return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void giveBack() {
        permits.release();
        onLeaving.run();
    }

    void abandon() {
        abandoned.incrementAndGet();
    }

    void recover() {
        abandoned.decrementAndGet();
    }
}
