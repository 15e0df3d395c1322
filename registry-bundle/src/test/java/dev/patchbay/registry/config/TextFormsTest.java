package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormsTest {

    @ParameterizedTest
    @CsvSource({"100ms,PT0.1S", "30s,PT30S", "5 m,PT5M", "2H,PT2H", "1d,PT24H", "PT1M30S,PT1M30S", "0s,PT0S"})
    void readsDurations(String text, Duration duration) {
        assertEquals(Optional.of(duration), DurationText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-5s", "PT-1S", "1.5s", "99999999999999999999s", "1w"})
    void readsNoOtherDurations(String text) {
        assertEquals(Optional.empty(), DurationText.parse(text));
    }

    @Test
    void splitsAndJoinsLists() {
        assertEquals(List.of("a", "b,c", "d\\e", ""), ListText.split(" a , b\\,c,d\\\\e,"));
        assertEquals(List.of(), ListText.split("  "));
        assertEquals(List.of("a", "b,c", "d\\e"), ListText.split(ListText.join(List.of("a", "b,c", "d\\e"))));
        assertEquals("1, 2", ListText.of(new int[] {1, 2}));
        assertEquals("true", ListText.of(true));
    }

    @ParameterizedTest
    @CsvSource({"tokn,token", "ulr,url", "page_size,page.size", "Timeout,timeout", "tiemout,timeout"})
    void findsWhatWasMeant(String text, String meant) {
        assertEquals(Optional.of(meant), ClosestText.to(text, List.of("token", "url", "page.size", "timeout")));
    }

    @Test
    void doesNotGuessWildly() {
        assertEquals(Optional.empty(), ClosestText.to("colour", List.of("token", "url", "timeout")));
        assertEquals(Optional.empty(), ClosestText.to("x".repeat(1000), List.of("x".repeat(999))));
    }
}
