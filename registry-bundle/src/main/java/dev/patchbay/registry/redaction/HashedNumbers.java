package dev.patchbay.registry.redaction;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Numbers by hash. Those of one hash lie in one run of slots, between those of others: whoever searches begins at
 * {@link #start}, goes on by {@link #after}, and is done at a slot with 0. Any number of threads read while one adds.
 */
final class HashedNumbers {
    private static final int SPREAD = 0x9E3779B9;

    /** Upper half: hash, lower half: number. */
    private final AtomicLongArray slots;
    /** Bits of the hashes that are there: most are not, and that is seen here. */
    private final AtomicLongArray filter;

    private final int slotShift;
    private final int filterShift;
    private int used;

    /** @param capacity how many slots, a power of two; twice as many as there will be numbers */
    HashedNumbers(int capacity) {
        slots = new AtomicLongArray(capacity);
        filter = new AtomicLongArray(capacity / 8);
        slotShift = 32 - Integer.numberOfTrailingZeros(capacity);
        // Eight bits a slot, sixty-four a word.
        filterShift = slotShift - 3;
    }

    boolean mayHave(int hash) {
        int bit = hash * SPREAD >>> filterShift;
        return (filter.getAcquire(bit >>> 6) & 1L << bit) != 0;
    }

    int start(int hash) {
        return hash * SPREAD >>> slotShift;
    }

    int after(int slot) {
        return slot + 1 & slots.length() - 1;
    }

    /** The slot's hash and number, or 0. */
    long at(int slot) {
        return slots.getAcquire(slot);
    }

    static boolean isOf(int hash, long entry) {
        return (int) (entry >>> 32) == hash;
    }

    static int number(long entry) {
        return (int) entry;
    }

    boolean hasRoomFor(int more) {
        return (used + more) * 2L <= slots.length();
    }

    HashedNumbers copyWithRoomFor(int more) {
        int capacity = slots.length();
        while ((used + more) * 2L > capacity) {
            capacity *= 2;
        }
        HashedNumbers copy = new HashedNumbers(capacity);
        for (int slot = 0; slot < slots.length(); slot++) {
            long entry = slots.getPlain(slot);
            if (entry != 0) {
                copy.put((int) (entry >>> 32), number(entry));
            }
        }
        return copy;
    }

    /** @param number not 0; not looked for, and so there twice if it is put twice */
    void put(int hash, int number) {
        int slot = start(hash);
        while (slots.getPlain(slot) != 0) {
            slot = after(slot);
        }
        // The slot is there before the filter lets anybody look for it.
        slots.setRelease(slot, (long) hash << 32 | number & 0xFFFFFFFFL);
        int bit = hash * SPREAD >>> filterShift;
        filter.setRelease(bit >>> 6, filter.getPlain(bit >>> 6) | 1L << bit);
        used++;
    }
}
