package dev.patchbay.toolkit.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenTest {
    private static final List<String> ODD = List.of(
            "", "0", "00", "7", "07", "-7", "999999999999999999", "9999999999999999999", "٣", "a", "a b", "7 7", "é");

    @Test
    void knowsEachIdFromAllOthersAlsoAsText() {
        for (String one : ODD) {
            Seen seen = new Seen();
            seen.add(one);
            Seen again = Seen.parse(seen.toString());

            assertEquals(List.of(one), ODD.stream().filter(again::contains).toList());
        }
    }

    @Test
    void needsFewBytesWhereManyShareATime() {
        assertTrue(text(each -> Integer.toString(40_000_000 + each)).length() < 150_000, "numbers in a row");
        assertTrue(text(each -> "order-of-a-customer-" + each).length() < 1_000_000, "ids of any length");
    }

    private static String text(IntFunction<String> id) {
        List<String> ids = IntStream.range(0, 100_000).mapToObj(id).toList();
        Seen seen = new Seen();
        ids.forEach(seen::add);
        String text = seen.toString();
        Seen again = Seen.parse(text);
        assertEquals(100_000, again.size());
        assertTrue(ids.stream().allMatch(again::contains));
        assertFalse(again.contains(id.apply(100_000)));
        return text;
    }

    /** The second goes on forever, the third ends in the middle, the fourth says nothing twice, the last leads too far. */
    @ParameterizedTest
    @ValueSource(strings = {"!", "AAAAAAAAAAAAAAAAAAAAAA", "AQ", "gYA", "f39_f39_f3__f39_f39_f3__"})
    void takesNothingElseForIds(String text) {
        assertThrows(IllegalArgumentException.class, () -> Seen.parse(text));
    }
}
