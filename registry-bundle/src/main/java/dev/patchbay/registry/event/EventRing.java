package dev.patchbay.registry.event;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue into which any thread puts, without a lock, and from which one thread takes. A place is claimed by one
 * atomic step, then filled; it is free again when it was taken.
 */
final class EventRing {

    // The counters stand so far apart that no two of them share a line of a processor's cache.

    private static final long FULL = -1;

    /** How many places were ever claimed. */
    private static final int CLAIMED = 16;
    /** Up to where claims are surely free: saves those who put a look at what the other thread writes all the time. */
    private static final int FREE = 17;
    /** How many were ever taken, by the one thread that does. */
    private static final int TAKEN = 32;

    private final AtomicLongArray counters = new AtomicLongArray(48);
    private final AtomicReferenceArray<CallEvent> places;
    private final int mask;

    /** @param capacity a power of two */
    EventRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity is " + capacity + "; it must be a power of two");
        }
        places = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
        counters.set(FREE, capacity);
    }

    /** The number of the place that it has got, of all that were ever claimed; negative if there is no room. */
    long offer(CallEvent event) {
        long place;
        do {
            place = counters.get(CLAIMED);
            if (place >= counters.getAcquire(FREE) && !hasRoom(place)) {
                return FULL;
            }
        } while (!counters.compareAndSet(CLAIMED, place, place + 1));
        places.setRelease(index(place), event);
        return place;
    }

    /** The oldest; null if there is none, or if it is just being put. Only by the one thread. */
    CallEvent poll() {
        long place = counters.getPlain(TAKEN);
        CallEvent event = places.getAcquire(index(place));
        if (event != null) {
            places.setPlain(index(place), null);
            counters.setRelease(TAKEN, place + 1);
        }
        return event;
    }

    /** Whether everything that was claimed is taken. Only by the one thread. */
    boolean isEmpty() {
        return counters.get(CLAIMED) == counters.getPlain(TAKEN);
    }

    /** How many wait, about. */
    long size() {
        return Math.max(0, counters.get(CLAIMED) - counters.get(TAKEN));
    }

    private boolean hasRoom(long place) {
        long end = counters.getAcquire(TAKEN) + mask + 1;
        if (place < end) {
            counters.setRelease(FREE, end);
            return true;
        }
        return false;
    }

    private int index(long place) {
        return (int) place & mask;
    }
}
