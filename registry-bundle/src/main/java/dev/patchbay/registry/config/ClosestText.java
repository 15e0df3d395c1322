package dev.patchbay.registry.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant: the candidate with the least edits, if they are few. */
public final class ClosestText {
    private static final int LONGEST = 80;

    private ClosestText() {}

    /** {@code ; did you mean 'x'?}, or nothing if no candidate comes near. */
    public static String hint(String text, Collection<String> candidates) {
        return to(text, candidates)
                .map(each -> "; did you mean '" + each + "'?")
                .orElse("");
    }

    public static Optional<String> to(String text, Collection<String> candidates) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> !candidate.equals(text))
                .filter(candidate -> edits(text, candidate) <= allowed(text, candidate))
                .min(Comparator.<String>comparingInt(candidate -> edits(text, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int allowed(String text, String candidate) {
        int longer = Math.max(text.length(), candidate.length());
        return longer <= 3 ? 1 : longer <= 7 ? 2 : 3;
    }

    /** Insertions, deletions, replacements and swaps of neighbours; case, {@code _} and {@code -} cost nothing. */
    static int edits(String left, String right) {
        String a = canonical(left);
        String b = canonical(right);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
    }

    private static String canonical(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }
}
