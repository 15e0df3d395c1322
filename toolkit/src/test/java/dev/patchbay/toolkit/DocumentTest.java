package dev.patchbay.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
    private static final Document DOCUMENT = Document.of(
            Json.read(
                    "{\"a\":{\"b/c\":[{\"d~e\":7}],\"\":1},\"text\":\"42\",\"none\":null,\"yes\":true,\"list\":[1,\"x\",null]}"));

    @ParameterizedTest
    @CsvSource({"/a/b~1c/0/d~0e,7", "/a/,1", "/text,42", "/yes,true", "/list/1,x"})
    void findsWhatLiesAtAPointer(String pointer, String expected) {
        assertEquals(expected, DOCUMENT.text(pointer).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "/x",
        "/a/x/y",
        "/text/0",
        "/none",
        "/list/2",
        "/list/3",
        "/list/01",
        "/list/-",
        "/list/x",
        "/a",
        "/list"
    })
    void findsNoTextElsewhere(String pointer) {
        assertEquals(Optional.empty(), DOCUMENT.text(pointer));
    }

    @Test
    void readsNumbersFlagsAndLists() {
        assertEquals(42, DOCUMENT.number("/text").orElseThrow());
        assertEquals(Optional.empty(), DOCUMENT.number("/yes"));
        assertTrue(DOCUMENT.isTrue("/yes"));
        assertFalse(DOCUMENT.isTrue("/text"));
        assertEquals(3, DOCUMENT.list("/list").orElseThrow().size());
        assertEquals(Optional.empty(), DOCUMENT.list("/a"));
        assertEquals(List.of(1), Document.of(List.of(1)).list("").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T17:05:09Z,2026-02-28T17:05:09Z",
        "1969-12-31T23:59:59Z,1969-12-31T23:59:59Z",
        "0000-02-29T00:00:00Z,0000-02-29T00:00:00Z",
        "2026-02-28T24:00:00Z,2026-03-01T00:00:00Z",
        "2026-02-28T17:05:09.25Z,2026-02-28T17:05:09.250Z",
        "2026-02-28T17:05:09+02:00,2026-02-28T15:05:09Z"
    })
    void readsTimesAsTheJdkDoes(String text, String expected) {
        assertEquals(Instant.parse(expected), timeOf(text).orElseThrow());
        assertEquals(Instant.parse(text), timeOf(text).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-29T17:05:09Z",
        "2026-13-01T17:05:09Z",
        "2026-01-01T17:60:09Z",
        "2026-01-01T25:00:00Z",
        "2026-01-01T17:05:0xZ",
        "2026-01-01T17:05:09",
        "2026-01-01",
        "yesterday"
    })
    void findsNoTimeWhereNoneIs(String text) {
        assertEquals(Optional.empty(), timeOf(text));
    }

    @Test
    void refusesWhatIsNoPointer() {
        assertThrows(IllegalArgumentException.class, () -> DOCUMENT.at("a"));
    }

    private static Optional<Instant> timeOf(String text) {
        return Document.of(Map.of("time", text)).time("/time");
    }
}
