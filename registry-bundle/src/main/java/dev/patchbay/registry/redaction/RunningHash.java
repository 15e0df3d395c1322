package dev.patchbay.registry.redaction;

/** The hash of any part of a text without looking at its characters again; for one thread. */
final class RunningHash {
    private static final int BASE = 0x01000193;

    /** What the characters before each place come to. */
    private final int[] before;

    RunningHash(String text) {
        before = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            before[i + 1] = before[i] * BASE + text.charAt(i);
        }
    }

    int of(int from, int length) {
        return of(from, length, power(length));
    }

    /** As {@link #of(int, int)}, for who asks for one length often and has its power. */
    int of(int from, int length, int power) {
        return before[from + length] - before[from] * power;
    }

    static int power(int exponent) {
        int power = 1;
        int square = BASE;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }
}
