package dev.patchbay.registry.resilience;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many calls of an instance may be under way at the same time, and those that wait for one to end, first come, first
 * served. It can be made smaller under calls that are under way: then as many must end before the next one begins.
 *
 * <p>A tenant's share is the like: who enters it has a place in the share and one in the total. Who waits for a place in the
 * total keeps the one in the share, so that a tenant has no more than its share of those who wait there either.
 */
public final class ConcurrentCalls {

    /** A semaphore that can be made smaller without waiting, which only a subclass can. */
    private static final class Permits extends Semaphore {
        private static final long serialVersionUID = 1L;

        Permits(int count) {
            super(count, true);
        }

        void takeAway(int count) {
            reducePermits(count);
        }
    }

    private final Permits permits;
    /** Null if this is the total. */
    private final ConcurrentCalls total;
    /** Written under this. */
    private volatile int most;
    /** Calls that have a place in this share and wait for one in the total; guarded by this. */
    private int halfway;

    ConcurrentCalls(int most) {
        this(most, null);
    }

    /** A share of the total. */
    ConcurrentCalls(int most, ConcurrentCalls total) {
        this.most = most;
        this.permits = new Permits(most);
        this.total = total;
    }

    /** Begins a call, which {@link #leave} must end; false if there are too many, or others wait already. */
    public boolean enter() {
        if (permits.hasQueuedThreads() || !permits.tryAcquire()) {
            return false;
        }
        if (total == null || total.enter()) {
            return true;
        }
        permits.release();
        return false;
    }

    /** As {@link #enter}, waiting for others to end; false if that took longer. */
    public boolean enterWithin(long nanos) throws InterruptedException {
        if (total == null) {
            return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }
        long until = System.nanoTime() + nanos;
        if (!permits.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        halfway(1);
        boolean entered = false;
        try {
            entered = total.enterWithin(until - System.nanoTime());
            return entered;
        } finally {
            halfway(-1);
            if (!entered) {
                permits.release();
            }
        }
    }

    public void leave() {
        if (total != null) {
            total.leave();
        }
        permits.release();
    }

    /** Whether nobody is in, and nobody waits. */
    boolean isIdle() {
        return permits.availablePermits() == most && !permits.hasQueuedThreads();
    }

    /** Whether there is no place left in this itself, whatever is left of the total. */
    public boolean isFull() {
        return permits.availablePermits() <= 0;
    }

    /** Calls that have their place, in the total too. */
    synchronized int underWay() {
        return Math.max(0, most - permits.availablePermits() - halfway);
    }

    private synchronized void halfway(int more) {
        halfway += more;
    }

    public int most() {
        return most;
    }

    synchronized void most(int next) {
        int before = most;
        most = next;
        if (next > before) {
            permits.release(next - before);
        } else if (next < before) {
            permits.takeAway(before - next);
        }
    }
}
