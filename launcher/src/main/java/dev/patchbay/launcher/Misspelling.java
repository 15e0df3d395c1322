package dev.patchbay.launcher;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether somebody who wrote one word probably meant another one. */
final class Misspelling {
    private Misspelling() {}

    /** The first of those that it may mean. */
    static Optional<String> of(String text, List<String> candidates) {
        return candidates.stream().filter(each -> isOf(text, each)).findFirst();
    }

    /** If at most a third of the letters differ. */
    static boolean isOf(String text, String meant) {
        String left = text.strip().toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
        String right = meant.toLowerCase(Locale.ROOT);
        int longer = Math.max(left.length(), right.length());
        return longer <= 80 && edits(left, right) <= Math.max(1, longer / 3);
    }

    private static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            int diagonal = i;
            for (int j = 0; j <= right.length(); j++) {
                int above = row[j];
                if (i == 0 || j == 0) {
                    row[j] = i + j;
                } else {
                    int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                }
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
