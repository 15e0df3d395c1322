package dev.patchbay.registry.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpellingTableTest {
    private static final String LETTERS = "ab/+ %é";

    @Test
    void replacesWhatASearchForEachSpellingAtEachPlaceWouldReplace() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> values = new ArrayList<>();
            SpellingTable table = SpellingTable.empty();
            for (int i = random.nextInt(30); i >= 0; i--) {
                String value = text(random, 8 + random.nextInt(8));
                values.add(value);
                table = table.with(value);
            }
            String text = embed(random, values);
            assertEquals(slowly(text, values), table.replace(text, "#"), "seed " + seed + ", text " + text);
        }
    }

    @Test
    void findsAValueFromWhenItWasAddedWhileOthersAreAdded() throws Exception {
        AtomicReference<SpellingTable> table = new AtomicReference<>(SpellingTable.empty());
        AtomicReference<String> latest = new AtomicReference<>("");
        int values = 5_000;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reader = thread.submit(() -> {
                int seen = 0;
                for (String value = ""; !value.equals(value(values - 1)); seen++) {
                    value = latest.get();
                    assertEquals(value.isEmpty() ? "<>" : "<#>", table.get().replace("<" + value + ">", "#"));
                }
                return seen;
            });
            for (int i = 0; i < values; i++) {
                table.set(table.get().with(value(i)));
                latest.set(value(i));
            }
            assertTrue(reader.get(1, TimeUnit.MINUTES) > 0);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void looksAtFewCandidatesHoweverManyValuesAreAlikeButInTheirMiddle() {
        SpellingTable table = SpellingTable.empty();
        for (int i = 0; i < 10_000; i++) {
            table = table.with(token(i));
        }
        String encoded = Spellings.of(token(4_711)).get(1);
        assertFinds("only what they share: github_pat_11AAAA and 11AAAA_github_pat", 0, table);
        assertFinds("one that is not there: " + token(10_001), 0, table);
        assertFinds("one: " + token(4_711) + ", and in Base64: " + encoded, 2, table);
    }

    @Test
    void looksAtFewCandidatesHoweverManyValuesShareALineOrALength() {
        SpellingTable table = SpellingTable.empty();
        for (int i = 0; i < 2_000; i++) {
            table = table.with("-----BEGIN PRIVATE KEY-----\n" + token(i) + "\n-----END PRIVATE KEY-----\n");
        }
        assertFinds("-----BEGIN PRIVATE KEY-----, " + token(7) + ", -----BEGIN PRIVATE", 2, table);
    }

    private static void assertFinds(String text, int times, SpellingTable table) {
        SpellingSearch search = new SpellingSearch(table, text);
        String[] rest = search.replace("#").split("#", -1);
        assertEquals(times, rest.length - 1, text);
        assertTrue(search.looked() < 4 * text.length(), () -> "looked at " + search.looked() + " for " + text);
    }

    private static String token(int number) {
        return "github_pat_11AAAA" + Integer.toHexString(number * 0x9E3779B1) + "11AAAA_github_pat";
    }

    private static String value(int number) {
        return "value-" + Integer.toHexString(number * 7919) + "-of-many";
    }

    private static String slowly(String text, List<String> values) {
        boolean[] covered = new boolean[text.length()];
        boolean[] begins = new boolean[text.length() + 1];
        for (String value : values) {
            for (String spelling : Spellings.of(value)) {
                if (spelling.length() < SpellingTable.WINDOW) {
                    continue;
                }
                for (int at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
                    begins[at] = true;
                    for (int i = at; i < at + spelling.length(); i++) {
                        covered[i] = true;
                    }
                }
            }
        }
        return told(text, covered, ends(text, values, begins));
    }

    /** Up to where what begins at each place, or has begun before, goes. */
    private static int[] ends(String text, List<String> values, boolean[] begins) {
        int[] ends = new int[text.length() + 1];
        for (String value : values) {
            for (String spelling : Spellings.of(value)) {
                for (int at = 0; at < text.length(); at++) {
                    if (begins[at] && spelling.length() >= SpellingTable.WINDOW && text.startsWith(spelling, at)) {
                        ends[at] = Math.max(ends[at], at + spelling.length());
                    }
                }
            }
        }
        return ends;
    }

    private static String told(String text, boolean[] covered, int[] ends) {
        StringBuilder told = new StringBuilder();
        int end = 0;
        for (int at = 0; at < text.length(); at++) {
            if (ends[at] > 0 && at >= end) {
                told.append('#');
            }
            end = Math.max(end, ends[at]);
            if (!covered[at]) {
                told.append(text.charAt(at));
            }
        }
        return told.toString();
    }

    private static String embed(Random random, List<String> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            List<String> spellings = Spellings.of(values.get(random.nextInt(values.size())));
            String spelling = spellings.get(random.nextInt(spellings.size()));
            switch (random.nextInt(3)) {
                case 0 -> text.append(text(random, random.nextInt(6)));
                case 1 -> text.append(spelling);
                default -> text.append(spelling, 0, random.nextInt(spelling.length() + 1));
            }
        }
        return text.toString();
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
