package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstMinuteTest {

    @Test
    void countsAndNamesWhatOneTakesIn() {
        assertEquals("0 types", FirstMinute.counted("type", List.of()));
        assertEquals("1 type (jdbc)", FirstMinute.counted("type", List.of("jdbc")));
        assertEquals(
                "6 types (a, b, c, d, e, ...)", FirstMinute.counted("type", List.of("a", "b", "c", "d", "e", "f")));
    }
}
