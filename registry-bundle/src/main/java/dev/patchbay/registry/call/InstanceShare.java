package dev.patchbay.registry.call;

import dev.patchbay.registry.threads.Conduct;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one instance may have of the threads for isolated calls, so that it leaves some to all others; or what tenants may
 * have of that with which another shares the instance: each of them half, and all together three quarters, so that calls
 * which never end leave some to whoever owns it.
 */
final class InstanceShare {
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_OF_GUEST = 32;
    private static final int MOST_OF_GUESTS = 48;
    private static final int MOST_ABANDONED = 8;

    private final int atOnce;
    private final Semaphore permits;
    /**
     * How many calls of which connector object go on that nobody waits for, because they should have ended. What an object
     * does is not held against the one that replaces it, which may be of a version that is mended.
     */
    private final Map<Conduct, Integer> abandoned = new ConcurrentHashMap<>();
    /** Of which this is a part; null if it is that of the instance. */
    private final InstanceShare total;

    private final Runnable onLeaving;
    /** Calls that wait or run; guarded by the map in which this is. */
    private int users;

    private InstanceShare(int atOnce, InstanceShare total, Runnable onLeaving) {
        this.atOnce = atOnce;
        this.permits = new Semaphore(atOnce);
        this.total = total;
        this.onLeaving = onLeaving;
    }

    /** @param onLeaving run whenever a call is done with this */
    static InstanceShare ofInstance(Runnable onLeaving) {
        return new InstanceShare(MOST_AT_ONCE, null, onLeaving);
    }

    /**
     * Of all tenants with which it is shared.
     *
     * @param total which each call has joined before, and leaves after this
     */
    static InstanceShare ofGuests(InstanceShare total, Runnable onLeaving) {
        return new InstanceShare(MOST_OF_GUESTS, total, onLeaving);
    }

    /** Of one of them; the parameters are as above. */
    static InstanceShare ofGuest(InstanceShare guests, Runnable onLeaving) {
        return new InstanceShare(MOST_OF_GUEST, guests, onLeaving);
    }

    static int most() {
        return MOST_AT_ONCE;
    }

    static int mostOfGuest() {
        return MOST_OF_GUEST;
    }

    static int mostOfGuests() {
        return MOST_OF_GUESTS;
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

    int abandoned(Conduct object) {
        return abandoned.getOrDefault(object, 0);
    }

    /** Whether so many of them do not end that no more should be begun; other tenants may have asked for something else. */
    boolean isStuck(Conduct object) {
        return abandoned(object) >= MOST_ABANDONED;
    }

    /** Waits for a permit, which {@link #giveBack} returns; false if none came in time. */
    boolean take(long nanos) throws InterruptedException {
        if (total == null) {
            return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }
        long until = System.nanoTime() + nanos;
        if (!permits.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean taken = false;
        try {
            taken = total.take(until - System.nanoTime());
            return taken;
        } finally {
            if (!taken) {
                permits.release();
            }
        }
    }

    void giveBack() {
        release();
        leave();
    }

    /** A call that has joined is done with this, without a permit. */
    void leave() {
        onLeaving.run();
        if (total != null) {
            total.leave();
        }
    }

    void abandon(Conduct object) {
        count(object, 1);
    }

    /** It may end before it is known to be abandoned. */
    void recover(Conduct object) {
        count(object, -1);
    }

    private void count(Conduct object, int more) {
        abandoned.merge(object, more, (present, change) -> present + change == 0 ? null : present + change);
    }

    /** What is used up of it, as a sentence begins. */
    String shortage(String tenant) {
        if (total == null) {
            return atOnce + " isolated calls of it were under way";
        }
        return permits.availablePermits() == 0
                ? atOnce + " isolated calls of it by tenant '" + tenant + "' were under way"
                : "as many isolated calls of it were under way as all may make who share it";
    }

    private void release() {
        if (total != null) {
            total.release();
        }
        permits.release();
    }
}
