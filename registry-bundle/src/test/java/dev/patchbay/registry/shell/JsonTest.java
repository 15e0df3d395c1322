package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesNumbersWithAllTheirDigits() {
        assertEquals("1.50", Json.line(new BigDecimal("1.50")));
        assertEquals("120000000000", Json.line(new BigDecimal("1.2E+11")));
        assertEquals("0.0000000001", Json.line(new BigDecimal("1E-10")));
        assertEquals("92233720368547758079", Json.line(new BigInteger("92233720368547758079")));
        assertEquals("0.1", Json.line(0.1));
        assertEquals("0.1", Json.line(0.1f));
        assertEquals("-9223372036854775808", Json.line(Long.MIN_VALUE));
    }

    @Test
    void doesNotFillTheMemoryWithZeros() {
        assertEquals("1E+2000000000", Json.line(new BigDecimal("1E+2000000000")));
    }

    @Test
    void writesWhatJsonHasNoNumberForAsText() {
        assertEquals("\"NaN\"", Json.line(Double.NaN));
        assertEquals("\"Infinity\"", Json.line(Double.POSITIVE_INFINITY));
        assertEquals("\"-Infinity\"", Json.line(Float.NEGATIVE_INFINITY));
    }

    @Test
    void writesBytesAndTimesAndIds() {
        assertEquals("\"AP8+\"", Json.line(new byte[] {0, -1, 62}));
        assertEquals("\"2026-01-31T12:00:00.123456789Z\"", Json.line(Instant.parse("2026-01-31T12:00:00.123456789Z")));
        assertEquals("\"2026-01-31\"", Json.line(LocalDate.of(2026, 1, 31)));
        assertEquals("\"12:30\"", Json.line(LocalTime.of(12, 30)));
        assertEquals(
                "\"2026-01-31T12:00+05:30\"",
                Json.line(OffsetDateTime.of(2026, 1, 31, 12, 0, 0, 0, ZoneOffset.ofHoursMinutes(5, 30))));
        assertEquals("\"PT1.5S\"", Json.line(Duration.ofMillis(1_500)));
        assertEquals("\"00000000-0000-0001-0000-000000000002\"", Json.line(new UUID(1, 2)));
    }

    @Test
    void keepsNullsAndTheOrderOfFields() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", null);
        map.put("a", Arrays.asList(true, null, Map.of("ü", "\"\n\u0000日")));
        assertEquals("{\"z\":null,\"a\":[true,null,{\"ü\":\"\\\"\\n\\u0000日\"}]}", Json.line(map));
    }

    @Test
    void readsWhatItWrites() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", null);
        map.put("a", List.of(1, 2L + Integer.MAX_VALUE, new BigDecimal("1.50"), "text", false, List.of(), Map.of()));
        assertEquals(map, Json.parse(Json.line(map)));
        assertEquals(List.copyOf(map.keySet()), List.copyOf(((Map<?, ?>) Json.parse(Json.line(map))).keySet()));
    }
}
