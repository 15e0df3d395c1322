package dev.patchbay.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

    @Test
    void refusesWhatIsNoPointer() {
        assertThrows(IllegalArgumentException.class, () -> DOCUMENT.at("a"));
    }
}
