package dev.patchbay.registry.redaction;

import java.util.Arrays;
import java.util.List;

/**
 * The spellings of many values, as {@link SpellingSearch} looks for them: which lengths begin with certain eight
 * characters, and whose hash a whole spelling has. Values of one kind begin alike, end alike or differ in their middle
 * only: the number of values matters to neither, since what is looked up is the whole. The spellings themselves are not kept,
 * but made again where a hash matches, which hardly happens without one being there: so a value takes some 300 bytes.
 *
 * <p>Any number of threads read while one adds; whoever adds sees to it that there is one.
 */
final class SpellingTable {
    /** The shortest spelling that is found. */
    static final int WINDOW = 8;

    private static final int ORDINAL_BITS = 12;
    private static final int MOST_SPELLINGS = 1 << ORDINAL_BITS;
    private static final int MOST_VALUES = 1 << 19;
    private static final int FIRST_CAPACITY = 1 << 8;

    private final String[] values;
    /** By the first eight characters: each length that a spelling has which begins so, once. */
    private final HashedNumbers lengths;
    /** By the whole spelling: the number of its value, from 1, and its own among that one's; each spelling once. */
    private final HashedNumbers spellings;

    private int count;

    private SpellingTable(String[] values, int count, HashedNumbers lengths, HashedNumbers spellings) {
        this.values = values;
        this.count = count;
        this.lengths = lengths;
        this.spellings = spellings;
    }

    static SpellingTable empty() {
        return new SpellingTable(
                new String[FIRST_CAPACITY / 4],
                0,
                new HashedNumbers(FIRST_CAPACITY),
                new HashedNumbers(FIRST_CAPACITY));
    }

    /** Has all the values; the same table unless it is full, then a larger one with what was in it. */
    SpellingTable with(String value) {
        if (count >= MOST_VALUES) {
            return this;
        }
        List<String> all = Spellings.of(value);
        SpellingTable target = hasRoomFor(all.size()) ? this : copyWithRoomFor(all.size());
        target.add(value, all.subList(0, Math.min(all.size(), MOST_SPELLINGS)));
        return target;
    }

    /** The text with each spelling replaced; where they overlap, all of them by one replacement. */
    String replace(String text, String replacement) {
        if (count == 0 || text.length() < WINDOW) {
            return text;
        }
        return new SpellingSearch(this, text).replace(replacement);
    }

    HashedNumbers lengths() {
        return lengths;
    }

    HashedNumbers spellings() {
        return spellings;
    }

    String spelling(int number) {
        String value = values[(number >>> ORDINAL_BITS) - 1];
        int ordinal = number & MOST_SPELLINGS - 1;
        return ordinal == 0 ? value : Spellings.of(value).get(ordinal);
    }

    private boolean hasRoomFor(int more) {
        return count < values.length && lengths.hasRoomFor(more) && spellings.hasRoomFor(more);
    }

    /** Shares nothing: who still reads this table must not meet numbers of values that it does not have. */
    private SpellingTable copyWithRoomFor(int more) {
        String[] copied = Arrays.copyOf(values, count < values.length ? values.length : 2 * count);
        return new SpellingTable(copied, count, lengths.copyWithRoomFor(more), spellings.copyWithRoomFor(more));
    }

    private void add(String value, List<String> all) {
        values[count++] = value;
        for (int ordinal = 0; ordinal < all.size(); ordinal++) {
            String spelling = all.get(ordinal);
            if (spelling.length() >= WINDOW) {
                add(spelling, count << ORDINAL_BITS | ordinal);
            }
        }
    }

    private void add(String spelling, int number) {
        SpellingSearch search = new SpellingSearch(this, spelling);
        if (!search.knows(0, spelling.length())) {
            spellings.put(search.hash(spelling.length()), number);
        }
        // After the spelling: who sees the length looks for it.
        if (!search.knowsLength(spelling.length())) {
            lengths.put(search.hash(WINDOW), spelling.length());
        }
    }
}
