package dev.patchbay.registry.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PlainJsonTest {

    @Test
    void readsWhatItHasWritten() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("texts", List.of("a", "", "\"\\/\b\f\n\r\t\u0001 äöü \uD83D\uDE00 \uD83D"));
        value.put("empty", List.of(List.of(), Map.of()));
        value.put("numbers", List.of(0, -12L, Long.MAX_VALUE));

        Map<String, Object> read = new LinkedHashMap<>(value);
        read.put("numbers", List.of("0", "-12", "9223372036854775807"));
        assertEquals(read, PlainJson.read(PlainJson.write(value)));
    }

    @Test
    void writesWhatOthersRead() {
        Map<String, Object> value = Map.of("a", List.of("\"\\\n\u0001ä\uD83D\uDE00", Map.of("b", 1), List.of()));

        assertEquals(value, JsonMapper.shared().readValue(PlainJson.write(value), Map.class));
    }

    @Test
    void readsWhatOthersHaveWritten() {
        assertEquals(
                Map.of("a", List.of("1", Map.of("b", "\u00e4/\t")), "c", Map.of()),
                PlainJson.read(" { \"a\" : [ 1 ,\n { \"b\":\"\\u00e4\\/\\t\" } ], \"c\":{ } } \r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{]",
                "[}",
                "[1",
                "[1,",
                "[1,]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12",
                "\"\\uzzzz\"",
                "null",
                "true",
                "1.5",
                "{} {}",
                "[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]"
            })
    void refusesAnythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> PlainJson.read(text));
    }
}
