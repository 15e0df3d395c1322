package dev.patchbay.registry.resilience;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many calls of an instance may be under way at the same time, and those that wait for one to end, first come, first
 * served. It can be made smaller under calls that are under way: then as many must end before the next one begins.
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
    /** Written under this. */
    private volatile int most;

    ConcurrentCalls(int most) {
        this.most = most;
        this.permits = new Permits(most);
    }

    /** Begins a call, which {@link #leave} must end; false if there are too many, or others wait already. */
    public boolean enter() {
        return !permits.hasQueuedThreads() && permits.tryAcquire();
    }

    /** As {@link #enter}, waiting for others to end; false if that took longer. */
    public boolean enterWithin(long nanos) throws InterruptedException {
        return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    public void leave() {
        permits.release();
    }

    int underWay() {
        return Math.max(0, most - permits.availablePermits());
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
