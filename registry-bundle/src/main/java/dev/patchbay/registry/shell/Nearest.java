package dev.patchbay.registry.shell;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody meant who wrote another. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'x'?}, or nothing if no word comes near. */
    static String hint(String written, Collection<String> words) {
        return to(written, words).map(each -> "; did you mean '" + each + "'?").orElse("");
    }

    static Optional<String> to(String written, Collection<String> words) {
        int most = Math.max(1, Math.min(3, written.length() / 3));
        return words.stream()
                .filter(each -> Math.abs(each.length() - written.length()) <= most)
                .filter(each -> distance(written, each) <= most)
                .min(Comparator.comparingInt((String each) -> distance(written, each))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Characters to add, drop, change, or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cell(int[][] table, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(table[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
