package dev.patchbay.registry.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.FieldNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNamesTest {
    /** As the JDK's own map in order has it, whatever the number; from 101 names on they are found in another way. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 33, 100, 101, 3_000})
    void makesAMapLikeAnyOther(int size) {
        Map<String, Object> usual = new LinkedHashMap<>();
        IntStream.range(0, size).forEach(each -> usual.put("name-" + each * 7, each % 5 == 0 ? null : each));

        Map<String, Object> fields =
                FieldNames.of(List.copyOf(usual.keySet())).with(usual.values().toArray());

        assertEquals(usual, fields);
        assertEquals(fields, usual);
        assertEquals(usual.hashCode(), fields.hashCode());
        assertEquals(usual.toString(), fields.toString());
        assertEquals(List.copyOf(usual.keySet()), List.copyOf(fields.keySet()));
        usual.forEach((name, value) -> {
            assertTrue(fields.containsKey(name));
            assertEquals(value, fields.get(name));
        });
        List<String> each = new ArrayList<>();
        fields.forEach((name, value) -> each.add(name + value));
        assertEquals(usual.size(), each.size());
        assertFalse(fields.containsKey("name"));
        assertNull(fields.get("name"));
        assertNull(fields.get(null));
        assertNull(fields.get(7));
    }

    /** "Aa" and "BB" have the same hash, and so have all that are put together of them. */
    @ParameterizedTest
    @ValueSource(ints = {6, 11})
    void findsNamesThatWereChosenToBeMistaken(int length) {
        List<String> names = List.of("");
        for (int at = 0; at < length; at++) {
            names = names.stream()
                    .flatMap(each -> Stream.of(each + "Aa", each + "BB"))
                    .toList();
        }

        Map<String, Object> fields = FieldNames.of(names).with(names.toArray());

        names.forEach(each -> assertEquals(each, fields.get(each)));
        assertFalse(fields.containsKey("Aa".repeat(length + 1)));
    }

    @ParameterizedTest
    @MethodSource
    void letsNobodyChangeWhatItMade(Consumer<Map<String, Object>> change) {
        Map<String, Object> fields = FieldNames.of(List.of("a", "list", "map"))
                .with(1, list(2, list(3)), new LinkedHashMap<>(Map.of("b", list(4))));

        assertThrows(UnsupportedOperationException.class, () -> change.accept(fields));
        assertEquals("{a=1, list=[2, [3]], map={b=[4]}}", fields.toString());
    }

    static Stream<Consumer<Map<String, Object>>> letsNobodyChangeWhatItMade() {
        return Stream.of(
                fields -> fields.put("a", 2),
                fields -> fields.put("z", 2),
                fields -> fields.remove("a"),
                Map::clear,
                fields -> fields.putAll(Map.of("a", 2)),
                fields -> fields.replaceAll((name, value) -> 2),
                fields -> fields.merge("a", 2, (one, other) -> other),
                fields -> fields.keySet().remove("a"),
                fields -> fields.values().clear(),
                fields -> fields.entrySet().iterator().next().setValue(2),
                fields -> fields.entrySet().removeIf(each -> true),
                fields -> at(fields, "list").set(0, 5),
                fields -> at(fields, "list").add(5),
                fields -> inner(at(fields, "list").get(1)).add(5),
                fields -> ((Map<?, ?>) fields.get("map")).clear(),
                fields -> inner(((Map<?, ?>) fields.get("map")).get("b")).clear());
    }

    @Test
    void sharesNoListMapOrArrayWithWhoGaveIt() {
        Object[] values = {1, list(2), new LinkedHashMap<>(Map.of("b", list(3)))};
        Map<String, Object> fields = FieldNames.of(List.of("a", "list", "map")).with(values);

        inner(values[1]).add(4);
        inner(((Map<?, ?>) values[2]).get("b")).add(4);
        ((Map<?, ?>) values[2]).clear();
        values[0] = 4;

        assertEquals("{a=1, list=[2], map={b=[3]}}", fields.toString());
    }

    @Test
    void takesAPartOfManyValues() {
        FieldNames names = FieldNames.of(List.of("a", "b"));

        assertEquals(Map.of("a", 2, "b", 3), names.withPart(new Object[] {1, 2, 3, 4}, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> names.withPart(new Object[] {1, 2}, 1));
        assertThrows(IllegalArgumentException.class, () -> names.with(1));
        assertEquals(2, names.size());
    }

    @Test
    void refusesANameThatIsThereTwice() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> FieldNames.of(List.of("a", "b", "a")));

        assertEquals("'a' is there twice; name each field once", refused.getMessage());
    }

    @Test
    void endsWithItsLastEntry() {
        var entries = FieldNames.of(List.of("a")).with(1).entrySet().iterator();
        entries.next();

        assertThrows(NoSuchElementException.class, entries::next);
    }

    private static List<Object> list(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    private static List<Object> at(Map<String, Object> fields, String name) {
        return inner(fields.get(name));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> inner(Object value) {
        return (List<Object>) value;
    }
}
