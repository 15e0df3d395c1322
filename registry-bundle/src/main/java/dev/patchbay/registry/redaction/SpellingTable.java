package dev.patchbay.registry.redaction;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Finds the spellings of many values in a text in one pass: a rolling hash of eight characters goes through a filter of
 * bits, then into a table of where spellings begin. The spellings themselves are not kept, but made again where a hash
 * matches, which hardly happens without one being there: so a value takes some 200 bytes.
 *
 * <p>Any number of threads read while one adds; whoever adds sees to it that there is one.
 */
final class SpellingTable {
    /** The shortest spelling that is found. */
    static final int WINDOW = 8;

    private static final int BASE = 0x01000193;
    private static final int BASE_TO_7 = BASE * BASE * BASE * BASE * BASE * BASE * BASE;
    private static final int SPREAD = 0x9E3779B9;
    private static final int ORDINAL_BITS = 12;
    private static final int MOST_SPELLINGS = 1 << ORDINAL_BITS;
    private static final int MOST_VALUES = 1 << 19;

    private final String[] values;
    /** Upper half: hash of the first eight characters; lower half: number of value, from 1, and of its spelling. */
    private final AtomicLongArray slots;

    private final AtomicLongArray filter;
    private final int slotShift;
    private final int filterShift;
    private int count;
    private int used;

    /** @param capacity how many slots, a power of two */
    private SpellingTable(int capacity) {
        this.values = new String[capacity / 4];
        this.slots = new AtomicLongArray(capacity);
        this.filter = new AtomicLongArray(capacity / 8);
        this.slotShift = 32 - Integer.numberOfTrailingZeros(capacity);
        // Eight bits a slot, sixty-four a word.
        this.filterShift = slotShift - 3;
    }

    static SpellingTable empty() {
        return new SpellingTable(1 << 8);
    }

    /** Has all the values; the same table unless it is full, then a larger one with what was in it. */
    SpellingTable with(String value) {
        List<String> spellings = Spellings.of(value);
        if (count >= MOST_VALUES) {
            return this;
        }
        SpellingTable target = this;
        while (target.isFull(spellings.size())) {
            target = target.larger();
        }
        target.add(value, spellings);
        return target;
    }

    /** The first characters of a text at a place, as they are looked for; the text must go on so far. */
    private static int hash(CharSequence text, int at) {
        int hash = 0;
        for (int i = at; i < at + WINDOW; i++) {
            hash = hash * BASE + text.charAt(i);
        }
        return hash;
    }

    /** The text with each spelling replaced; where they overlap, all of them by one replacement. */
    String replace(String text, String replacement) {
        int last = text.length() - WINDOW;
        if (count == 0 || last < 0) {
            return text;
        }
        StringBuilder clean = null;
        int copied = 0;
        int covered = 0;
        int hash = hash(text, 0);
        for (int at = 0; ; at++) {
            int length = mayBegin(hash) ? longestAt(text, at, hash) : 0;
            if (length > 0) {
                if (at >= covered) {
                    clean = clean == null ? new StringBuilder(text.length()) : clean;
                    clean.append(text, copied, at).append(replacement);
                }
                covered = Math.max(covered, at + length);
                copied = covered;
            }
            if (at == last) {
                break;
            }
            hash = (hash - text.charAt(at) * BASE_TO_7) * BASE + text.charAt(at + WINDOW);
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }

    private boolean mayBegin(int hash) {
        int bit = hash * SPREAD >>> filterShift;
        return (filter.getAcquire(bit >>> 6) & 1L << bit) != 0;
    }

    private int longestAt(String text, int at, int hash) {
        int longest = 0;
        int mask = slots.length() - 1;
        for (int slot = hash * SPREAD >>> slotShift; ; slot = slot + 1 & mask) {
            long entry = slots.getAcquire(slot);
            if (entry == 0) {
                return longest;
            }
            if ((int) (entry >>> 32) == hash) {
                String spelling = spelling((int) entry);
                if (spelling.length() > longest && text.startsWith(spelling, at)) {
                    longest = spelling.length();
                }
            }
        }
    }

    private String spelling(int entry) {
        String value = values[(entry >>> ORDINAL_BITS) - 1];
        int ordinal = entry & MOST_SPELLINGS - 1;
        return ordinal == 0 ? value : Spellings.of(value).get(ordinal);
    }

    private boolean isFull(int more) {
        return count == values.length || (used + more) * 2 > slots.length();
    }

    private void add(String value, List<String> spellings) {
        values[count++] = value;
        for (int ordinal = 0; ordinal < Math.min(spellings.size(), MOST_SPELLINGS); ordinal++) {
            String spelling = spellings.get(ordinal);
            if (spelling.length() >= WINDOW) {
                put((long) hash(spelling, 0) << 32 | (long) count << ORDINAL_BITS | ordinal);
            }
        }
    }

    private void put(long entry) {
        int hash = (int) (entry >>> 32);
        int mask = slots.length() - 1;
        int slot = hash * SPREAD >>> slotShift;
        while (slots.getPlain(slot) != 0) {
            slot = slot + 1 & mask;
        }
        // The slot is there before the filter lets anybody look for it.
        slots.setRelease(slot, entry);
        int bit = hash * SPREAD >>> filterShift;
        filter.setRelease(bit >>> 6, filter.getPlain(bit >>> 6) | 1L << bit);
        used++;
    }

    private SpellingTable larger() {
        SpellingTable larger = new SpellingTable(slots.length() * 2);
        System.arraycopy(values, 0, larger.values, 0, count);
        larger.count = count;
        for (int slot = 0; slot < slots.length(); slot++) {
            if (slots.getPlain(slot) != 0) {
                larger.put(slots.getPlain(slot));
            }
        }
        return larger;
    }
}
