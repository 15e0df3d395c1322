package dev.patchbay.registry.redaction;

/**
 * Looks for the spellings of a table in one text, once: at each place for the lengths that begin as the text goes on there,
 * and for each of them whether the hash of so much of the text is known. For one thread.
 */
final class SpellingSearch {
    private static final int POWER = RunningHash.power(SpellingTable.WINDOW);

    private final SpellingTable table;
    private final String text;
    private final RunningHash hash;
    private long looked;

    /** @param text not shorter than the shortest spelling */
    SpellingSearch(SpellingTable table, String text) {
        this.table = table;
        this.text = text;
        this.hash = new RunningHash(text);
    }

    String replace(String replacement) {
        StringBuilder clean = null;
        int copied = 0;
        int covered = 0;
        for (int at = 0; at <= text.length() - SpellingTable.WINDOW; at++) {
            int length = longestAt(at);
            if (length > 0) {
                if (at >= covered) {
                    clean = clean == null ? new StringBuilder(text.length()) : clean;
                    clean.append(text, copied, at).append(replacement);
                }
                covered = Math.max(covered, at + length);
                copied = covered;
            }
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }

    /** How many slots were looked at and spellings made: what a search costs beside the text's length. */
    long looked() {
        return looked;
    }

    /** The hash of the text's beginning. */
    int hash(int length) {
        return hash.of(0, length);
    }

    /** Whether a spelling of this length begins as the text does. */
    boolean knowsLength(int length) {
        HashedNumbers lengths = table.lengths();
        int begin = hash(SpellingTable.WINDOW);
        long entry;
        for (int slot = lengths.start(begin); (entry = lengths.at(slot)) != 0; slot = lengths.after(slot)) {
            if (HashedNumbers.isOf(begin, entry) && HashedNumbers.number(entry) == length) {
                return true;
            }
        }
        return false;
    }

    /** Whether this part of the text is a spelling. */
    boolean knows(int at, int length) {
        HashedNumbers spellings = table.spellings();
        int whole = hash.of(at, length);
        if (!spellings.mayHave(whole)) {
            return false;
        }
        long entry;
        for (int slot = spellings.start(whole); (entry = spellings.at(slot)) != 0; slot = spellings.after(slot)) {
            looked++;
            if (HashedNumbers.isOf(whole, entry) && isAt(at, length, HashedNumbers.number(entry))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int at, int length, int number) {
        looked++;
        String spelling = table.spelling(number);
        return spelling.length() == length && text.startsWith(spelling, at);
    }

    private int longestAt(int at) {
        HashedNumbers lengths = table.lengths();
        int begin = hash.of(at, SpellingTable.WINDOW, POWER);
        int longest = 0;
        if (lengths.mayHave(begin)) {
            long entry;
            for (int slot = lengths.start(begin); (entry = lengths.at(slot)) != 0; slot = lengths.after(slot)) {
                looked++;
                int length = HashedNumbers.number(entry);
                if (HashedNumbers.isOf(begin, entry)
                        && length > longest
                        && length <= text.length() - at
                        && knows(at, length)) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
