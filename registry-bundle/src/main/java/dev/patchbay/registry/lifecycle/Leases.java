package dev.patchbay.registry.lifecycle;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the leases of a slot and knows whether it is retired, in one number: no lock, and never one without the other. */
final class Leases {

    /** Added to the count when the slot is retired: the sign tells it, the other bits still count. */
    private static final int RETIRED = Integer.MIN_VALUE;

    private final AtomicInteger state = new AtomicInteger();

    /** False if the slot is retired. */
    boolean take() {
        int present = state.get();
        while (present >= 0) {
            if (state.compareAndSet(present, present + 1)) {
                return true;
            }
            present = state.get();
        }
        return false;
    }

    /** True if this was the last lease of a retired slot. */
    boolean giveBack() {
        return state.decrementAndGet() == RETIRED;
    }

    /** How many leases there were when the slot was retired; -1 if it was retired before. */
    int retire() {
        int before = state.getAndUpdate(count -> count < 0 ? count : count + RETIRED);
        return before < 0 ? -1 : before;
    }

    boolean isRetired() {
        return state.get() < 0;
    }

    int count() {
        return state.get() & Integer.MAX_VALUE;
    }
}
