package dev.patchbay.registry.linkage;

import java.util.Arrays;

/** Gives each distinct hash a number, from 0 on, without making an object of any. For one thread. */
final class Numbering {
    private long[] hashes = new long[256];
    /** Open addressing: one more than a number, or 0 where there is none. */
    private int[] slots = new int[1024];

    private int size;

    /** The number that a hash has, or gets now: then it is the highest, and {@link #size} has grown. */
    int of(long hash) {
        int slot = slot(hash);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == hashes.length) {
            grow();
            slot = slot(hash);
        }
        hashes[size++] = hash;
        slots[slot] = size;
        return size - 1;
    }

    int size() {
        return size;
    }

    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (slots[slot] != 0 && hashes[slots[slot] - 1] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, size * 2);
        slots = new int[slots.length * 2];
        for (int number = 0; number < size; number++) {
            slots[slot(hashes[number])] = number + 1;
        }
    }
}
