package dev.patchbay.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void keepsEveryDigitOfNumbers() {
        assertEquals(new BigDecimal("1.50"), Json.read("1.50"));
        assertEquals(7, Json.read("7"));
        assertEquals(8_000_000_000L, Json.read("8000000000"));
        assertEquals(new BigInteger("123456789012345678901234567890"), Json.read("123456789012345678901234567890"));
        assertEquals(new BigDecimal("0.12345678901234567890123456789"), Json.read("0.12345678901234567890123456789"));
        assertEquals(new BigDecimal("1E+400"), Json.read("1E+400"));
    }

    @Test
    void keepsTheOrderOfNames() {
        Map<?, ?> object = (Map<?, ?>) Json.read("{\"z\":1,\"a\":{\"b\":[true,null,\"x\"]}}");

        assertEquals(List.of("z", "a"), List.copyOf(object.keySet()));
        assertEquals(Arrays.asList(true, null, "x"), ((Map<?, ?>) object.get("a")).get("b"));
    }

    @Test
    void readsObjectsOfOneListWhateverTheirNames() {
        String text =
                "[{\"a\":1,\"b\":{\"a\":2}},{\"a\":3,\"b\":{}},{\"b\":4,\"a\":5},{\"a\":6},{},{\"a\":7,\"c\":8,\"b\":[{\"a\":9}]}]";

        assertEquals(
                "[{a=1, b={a=2}}, {a=3, b={}}, {b=4, a=5}, {a=6}, {}, {a=7, c=8, b=[{a=9}]}]",
                Json.read(text).toString());
    }

    @Test
    void takesTheLastValueOfANameThatIsThereTwice() {
        assertEquals(
                "[{a=1, b=2}, {a=3, b=2}, {a=3, b=2, c=4}, {a=1, b=2}]",
                Json.read("[{\"a\":1,\"b\":2},{\"a\":1,\"b\":2,\"a\":3},{\"a\":1,\"b\":2,\"a\":3,\"c\":4},"
                                + "{\"a\":1,\"b\":2}]")
                        .toString());
    }

    /** Longer than a path of names that is remembered, and more than are. */
    @Test
    void readsLongObjectsAndManyDifferentOnes() {
        Map<String, Object> longest = new LinkedHashMap<>();
        IntStream.range(0, 250).forEach(each -> longest.put("name-" + each, Map.of("inside", each)));
        List<Object> different = new ArrayList<>();
        IntStream.range(0, 6_000).forEach(each -> different.add(Map.of("name-" + each, each)));
        List<Object> all = List.of(longest, different, longest);

        assertEquals(all, Json.read(Json.write(all)));
    }

    @Test
    void letsNobodyChangeAnObjectAndWhatIsInIt() {
        Map<?, ?> object = (Map<?, ?>) Json.read("{\"list\":[[1]],\"object\":{\"a\":1}}");

        assertThrows(UnsupportedOperationException.class, object::clear);
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) object.get("list")).clear());
        assertThrows(
                UnsupportedOperationException.class, () -> ((List<?>) ((List<?>) object.get("list")).get(0)).clear());
        assertThrows(UnsupportedOperationException.class, () -> ((Map<?, ?>) object.get("object")).clear());
    }

    @Test
    void readsTheNullOfJsonAsNull() {
        assertNull(Json.read("null"));
    }

    @Test
    void readsWhatItWrote() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("decimal", new BigDecimal("12.500"));
        value.put("none", null);
        value.put("list", List.of(1, 8_000_000_000L, "€ \"quoted\""));

        assertEquals(value, Json.read(Json.write(value)));
    }

    @Test
    void writesValuesThatJsonDoesNotKnowAsText() {
        UUID id = UUID.fromString("00000000-0000-0001-0000-000000000002");

        assertEquals("\"" + id + "\"", Json.write(id));
        assertEquals("\"AQI=\"", Json.write(new byte[] {1, 2}));
        assertEquals("\"NaN\"", Json.write(Double.NaN));
        assertEquals("[1,2]", Json.write(new int[] {1, 2}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{\"a\":secret}", "1 2", "[1", "{\"a\"}", "1e99999999999"})
    void refusesWhatIsNotJsonWithoutShowingIt(String text) {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Json.read(text));

        assertFalse(failure.getMessage().contains("secret"));
        assertNull(failure.getCause());
    }

    /** An empty list is three bytes here, and many more where it is kept. */
    @Test
    void refusesMoreValuesThanAreToBeKept() {
        String lists = "[" + "[],".repeat(2_000_000) + "[]]";

        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Json.read(lists));

        assertTrue(failure.getMessage().contains("more than 4 million values"), failure.getMessage());
        assertEquals(1_000_001, ((List<?>) Json.read("[" + "[],".repeat(1_000_000) + "0]")).size());
    }

    @Test
    void readsAnyNumberOfElementsOneByOne() {
        byte[] numbers = ("[" + "0,".repeat(4_100_000) + "1]").getBytes(StandardCharsets.US_ASCII);
        JsonElements elements = JsonElements.of(new ByteArrayInputStream(numbers), "");
        int count = 0;
        while (elements.hasNext()) {
            elements.next();
            count++;
        }

        assertEquals(4_100_001, count);
    }

    /** What counts is what is in memory at once, and that is one of them. */
    @Test
    void refusesAnElementOfMoreValuesThanAreToBeKept() {
        byte[] lists =
                ("{\"items\":[{\"a\":1},[" + "[],".repeat(2_000_000) + "0]]}").getBytes(StandardCharsets.US_ASCII);
        JsonElements elements = JsonElements.of(new ByteArrayInputStream(lists), "/items");
        assertEquals(Map.of("a", 1), elements.next());

        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, elements::next);

        assertEquals(
                "one of the list has more than 4 million values, or some too deep or too long to be read; ask for less at"
                        + " once",
                failure.getMessage());
    }

    @Test
    void refusesWhatLiesTooDeep() {
        String deep = "[".repeat(1_001) + "]".repeat(1_001);

        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Json.read(deep));

        assertTrue(failure.getMessage().contains("too deep"), failure.getMessage());
    }
}
