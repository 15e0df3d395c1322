package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static dev.patchbay.connector.jdbc.Lab.pull;
import static dev.patchbay.connector.jdbc.Lab.pullAll;
import static dev.patchbay.connector.jdbc.Lab.record;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.toolkit.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value, as SQL has it and as a record has it; pulled, pushed, turned to JSON text and back, and as a key. */
class ValuesTest {

    /** A column type with some of its values in ascending order: SQL literal and record value alternate. */
    record Sample(Lab.Kind kind, String type, Object... values) {

        int size() {
            return values.length / 2;
        }

        String sql(int i) {
            return (String) values[2 * i];
        }

        Object value(int i) {
            return values[2 * i + 1];
        }

        @Override
        public String toString() {
            return kind + " " + type;
        }
    }

    static Stream<Sample> ordered() {
        return Stream.of(Lab.Kind.values()).flatMap(ValuesTest::everywhere);
    }

    private static Stream<Sample> everywhere(Lab.Kind kind) {
        UUID low = UUID.fromString("00000000-0000-0001-0000-000000000002");
        UUID high = UUID.fromString("7fffffff-0000-0001-0000-000000000002");
        return Stream.concat(
                kind == Lab.Kind.H2 ? h2() : postgresql(),
                Stream.of(
                        new Sample(kind, "SMALLINT", "-32768", -32768, "7", 7),
                        new Sample(kind, "INTEGER", "-2147483648", Integer.MIN_VALUE, "2147483647", Integer.MAX_VALUE),
                        new Sample(
                                kind,
                                "BIGINT",
                                "-9223372036854775807",
                                -Long.MAX_VALUE,
                                "9007199254740993",
                                9007199254740993L),
                        new Sample(
                                kind,
                                "DECIMAL(30, 10)",
                                "-0.0000000001",
                                new BigDecimal("-0.0000000001"),
                                "12345678901234567890.1234567890",
                                new BigDecimal("12345678901234567890.1234567890")),
                        new Sample(
                                kind, "REAL", "CAST(0.1 AS REAL)", (double) 0.1f, "CAST(16777217 AS REAL)", 16777216.0),
                        new Sample(
                                kind,
                                "DOUBLE PRECISION",
                                "CAST('-Infinity' AS DOUBLE PRECISION)",
                                Double.NEGATIVE_INFINITY,
                                "CAST(0.1 AS DOUBLE PRECISION)",
                                0.1,
                                "CAST('Infinity' AS DOUBLE PRECISION)",
                                Double.POSITIVE_INFINITY,
                                "CAST('NaN' AS DOUBLE PRECISION)",
                                Double.NaN),
                        new Sample(kind, "BOOLEAN", "FALSE", false, "TRUE", true),
                        new Sample(
                                kind,
                                "VARCHAR(40)",
                                "''",
                                "",
                                "'a''b \"c\" \\ ; --'",
                                "a'b \"c\" \\ ; --",
                                "'zß€😀'",
                                "zß€😀"),
                        new Sample(
                                kind,
                                "DATE",
                                "DATE '0004-02-29'",
                                LocalDate.of(4, 2, 29),
                                "DATE '2018-02-07'",
                                LocalDate.of(2018, 2, 7),
                                "DATE '12018-02-07'",
                                LocalDate.of(12018, 2, 7)),
                        new Sample(
                                kind,
                                "TIME(6)",
                                "TIME '00:00:00'",
                                LocalTime.MIDNIGHT,
                                "TIME '23:59:59.999999'",
                                LocalTime.parse("23:59:59.999999")),
                        new Sample(
                                kind,
                                "TIMESTAMP(6)",
                                "TIMESTAMP '1969-12-31 23:59:59.999999'",
                                LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                                // Twice an hour and never one: times without a zone know no daylight saving.
                                "TIMESTAMP '2018-03-25 02:30:00'",
                                LocalDateTime.parse("2018-03-25T02:30"),
                                "TIMESTAMP '2018-10-28 02:30:00.000001'",
                                LocalDateTime.parse("2018-10-28T02:30:00.000001")),
                        new Sample(
                                kind,
                                "UUID",
                                "CAST('" + low + "' AS UUID)",
                                low,
                                "CAST('" + high + "' AS UUID)",
                                high)));
    }

    private static Stream<Sample> h2() {
        return Stream.of(
                new Sample(Lab.Kind.H2, "TINYINT", "-128", -128, "127", 127),
                new Sample(
                        Lab.Kind.H2,
                        "DECFLOAT(20)",
                        "CAST('-Infinity' AS DECFLOAT)",
                        Double.NEGATIVE_INFINITY,
                        "1.5E400",
                        new BigDecimal("1.5E+400"),
                        "CAST('NaN' AS DECFLOAT)",
                        Double.NaN),
                new Sample(Lab.Kind.H2, "CHARACTER LARGE OBJECT", "'text'", "text"),
                new Sample(Lab.Kind.H2, "VARBINARY(9)", "X''", new byte[0], "X'00FF'", new byte[] {0, -1}),
                new Sample(
                        Lab.Kind.H2,
                        "TIME(9) WITH TIME ZONE",
                        "TIME WITH TIME ZONE '10:00:00.123456789+05:30'",
                        OffsetTime.parse("10:00:00.123456789+05:30")),
                new Sample(
                        Lab.Kind.H2,
                        "TIMESTAMP(9) WITH TIME ZONE",
                        "TIMESTAMP WITH TIME ZONE '2018-02-07 01:02:03.123456788+05:30'",
                        OffsetDateTime.parse("2018-02-07T01:02:03.123456788+05:30"),
                        "TIMESTAMP WITH TIME ZONE '2018-02-07 01:02:03.123456789+05:30'",
                        OffsetDateTime.parse("2018-02-07T01:02:03.123456789+05:30"),
                        "TIMESTAMP WITH TIME ZONE '2018-02-07 01:02:03.12345679+05:30'",
                        OffsetDateTime.parse("2018-02-07T01:02:03.12345679+05:30")));
    }

    private static Stream<Sample> postgresql() {
        return Stream.of(
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "NUMERIC",
                        "CAST('-Infinity' AS NUMERIC)",
                        Double.NEGATIVE_INFINITY,
                        "-0.5",
                        new BigDecimal("-0.5"),
                        "1.50",
                        new BigDecimal("1.50"),
                        "CAST('Infinity' AS NUMERIC)",
                        Double.POSITIVE_INFINITY,
                        "CAST('NaN' AS NUMERIC)",
                        Double.NaN),
                new Sample(Lab.Kind.POSTGRESQL, "TEXT", "'a'", "a", "'b'", "b"),
                new Sample(Lab.Kind.POSTGRESQL, "CHAR(4)", "'ab'", "ab  ", "'b'", "b   "),
                new Sample(Lab.Kind.POSTGRESQL, "BYTEA", "'\\x'", new byte[0], "'\\x00ff'", new byte[] {0, -1}),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "TIMETZ",
                        "'10:00:00.123456+05:30'",
                        OffsetTime.parse("10:00:00.123456+05:30")),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "TIMESTAMPTZ",
                        "'-infinity'",
                        OffsetDateTime.MIN,
                        "'0044-03-15 00:00:00+00 BC'",
                        OffsetDateTime.parse("-0043-03-15T00:00:00Z"),
                        "'2018-02-07 01:02:03.123456+05:30'",
                        OffsetDateTime.parse("2018-02-06T19:32:03.123456Z"),
                        "'2018-02-07 01:02:03.123457+05:30'",
                        OffsetDateTime.parse("2018-02-06T19:32:03.123457Z"),
                        "'infinity'",
                        OffsetDateTime.MAX),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "TIMESTAMP",
                        "'-infinity'",
                        LocalDateTime.MIN,
                        "'infinity'",
                        LocalDateTime.MAX),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "DATE",
                        "'-infinity'",
                        LocalDate.MIN,
                        "'2018-02-07'",
                        LocalDate.of(2018, 2, 7),
                        "'infinity'",
                        LocalDate.MAX),
                new Sample(Lab.Kind.POSTGRESQL, "TIME", "'12:00'", LocalTime.NOON, "'24:00'", LocalTime.MAX),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "INTERVAL",
                        "'1 day 02:03:04.5'",
                        "1 day 02:03:04.5",
                        "'1 year'",
                        "1 year"),
                new Sample(Lab.Kind.POSTGRESQL, "INET", "'10.0.0.1'", "10.0.0.1", "'10.0.0.2'", "10.0.0.2"),
                new Sample(Lab.Kind.POSTGRESQL, "BIT(3)", "B'001'", "001", "B'101'", "101"),
                new Sample(Lab.Kind.POSTGRESQL, "INT4RANGE", "'[1,2)'", "[1,2)", "'[1,5)'", "[1,5)"),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "MONEY",
                        "CAST(1.5 AS MONEY)",
                        "$1.50",
                        "CAST(1234.5 AS MONEY)",
                        "$1,234.50"),
                new Sample(Lab.Kind.POSTGRESQL, "NAME", "'n'", "n"));
    }

    static Stream<Sample> unordered() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("z", new BigDecimal("1.50"));
        object.put("a", Arrays.asList(1, null, true, "€", new BigInteger("123456789012345678901234567890")));
        String text = "{\"z\":1.50,\"a\":[1,null,true,\"€\",123456789012345678901234567890]}";
        String time = "2018-02-07T01:02:03.123456Z";
        return Stream.of(
                new Sample(
                        Lab.Kind.H2,
                        "JSON",
                        "JSON '" + text + "'",
                        object,
                        "JSON '\"x\"'",
                        "x",
                        "JSON '1.50'",
                        new BigDecimal("1.50"),
                        "JSON '[]'",
                        List.of()),
                new Sample(
                        Lab.Kind.H2,
                        "INTEGER ARRAY",
                        "ARRAY[1, NULL, 3]",
                        Arrays.asList(1, null, 3),
                        "ARRAY[]",
                        List.of()),
                new Sample(
                        Lab.Kind.H2,
                        "INTEGER ARRAY ARRAY",
                        "ARRAY[ARRAY[1], ARRAY[2, 3]]",
                        List.of(List.of(1), List.of(2, 3))),
                new Sample(Lab.Kind.H2, "DECIMAL(9, 2) ARRAY", "ARRAY[1.50]", List.of(new BigDecimal("1.50"))),
                new Sample(
                        Lab.Kind.H2,
                        "TIMESTAMP(9) WITH TIME ZONE ARRAY",
                        "ARRAY[TIMESTAMP WITH TIME ZONE '" + time + "']",
                        List.of(OffsetDateTime.parse(time))),
                new Sample(Lab.Kind.H2, "BLOB", "X'0102'", new byte[] {1, 2}),
                new Sample(Lab.Kind.H2, "ENUM('low', 'high')", "'high'", "high"),
                new Sample(
                        Lab.Kind.H2,
                        "INTERVAL DAY TO SECOND",
                        "INTERVAL '1 02:03:04.5' DAY TO SECOND",
                        "INTERVAL '1 02:03:04.5' DAY TO SECOND"),
                new Sample(Lab.Kind.H2, "GEOMETRY", "'POINT (1 2)'", "POINT (1 2)"),
                new Sample(Lab.Kind.POSTGRESQL, "JSON", "'" + text + "'", object, "'\"x\"'", "x"),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "JSONB",
                        "'{\"z\": 1.50}'",
                        Map.of("z", new BigDecimal("1.50")),
                        "'1.50'",
                        new BigDecimal("1.50")),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "INT[]",
                        "ARRAY[1, NULL, 3]",
                        Arrays.asList(1, null, 3),
                        "'{}'",
                        List.of()),
                new Sample(
                        Lab.Kind.POSTGRESQL, "INT[][]", "ARRAY[[1, 2], [3, 4]]", List.of(List.of(1, 2), List.of(3, 4))),
                new Sample(
                        Lab.Kind.POSTGRESQL, "NUMERIC[]", "'{1.50, NaN}'", List.of(new BigDecimal("1.50"), Double.NaN)),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "TEXT[]",
                        "ARRAY['a,\"b', 'NULL', NULL, '\\', '']",
                        Arrays.asList("a,\"b", "NULL", null, "\\", "")),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "TIMESTAMPTZ[]",
                        "ARRAY[TIMESTAMPTZ '" + time + "', 'infinity']",
                        List.of(OffsetDateTime.parse(time), OffsetDateTime.MAX)),
                new Sample(
                        Lab.Kind.POSTGRESQL,
                        "TIMESTAMP[]",
                        "ARRAY[TIMESTAMP '2018-03-25 02:30:00']",
                        List.of(LocalDateTime.parse("2018-03-25T02:30"))),
                new Sample(Lab.Kind.POSTGRESQL, "JSONB[]", "ARRAY[JSONB '{\"a\": 1}']", List.of(Map.of("a", 1))),
                new Sample(Lab.Kind.POSTGRESQL, "BYTEA[]", "ARRAY['\\x01ff'::bytea]", List.of(new byte[] {1, -1})),
                new Sample(Lab.Kind.POSTGRESQL, "BOOLEAN[]", "'{t,f}'", List.of(true, false)),
                new Sample(Lab.Kind.POSTGRESQL, "XML", "'<a/>'", "<a/>"));
    }

    static Stream<Sample> all() {
        return Stream.concat(ordered(), unordered());
    }

    @ParameterizedTest
    @MethodSource("all")
    void pullsAndPushesEachValueAsItIs(Sample sample) throws Exception {
        try (Lab lab = tables(sample)) {
            JdbcConnector connector = lab.connector();

            List<ConnectorRecord> pulled = pullAll(connector, pull("source", 100));

            for (int i = 0; i < sample.size(); i++) {
                requireSame(sample.value(i), value(pulled.get(i)));
            }
            assertNull(value(pulled.get(sample.size())));
            connector.push(pulled.stream().map(ValuesTest::toTarget).toList(), call());
            requireSameTables(lab, sample);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesEachValueAsTheTextThatJsonHasForIt(Sample sample) throws Exception {
        try (Lab lab = tables(sample)) {
            JdbcConnector connector = lab.connector();
            List<ConnectorRecord> pulled = pullAll(connector, pull("source", 100));

            connector.push(
                    pulled.stream()
                            .map(each -> (Map<?, ?>) Json.read(Json.write(each.fields())))
                            .map(each -> record("target", "n", each.get(name(lab, "n")), "v", each.get(name(lab, "v"))))
                            .toList(),
                    call());

            requireSameTables(lab, sample);
        }
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void turnsPagesByAKeyOfEachType(Sample sample) throws Exception {
        try (Lab lab = Lab.on(sample.kind())) {
            String type = sample.type().equals("CHARACTER LARGE OBJECT") ? "VARCHAR(99)" : sample.type();
            lab.sql("CREATE TABLE keyed (v " + type + " PRIMARY KEY)");
            for (int i = 0; i < sample.size(); i++) {
                lab.sql("INSERT INTO keyed VALUES (" + sample.sql(i) + ")");
            }

            List<ConnectorRecord> pulled = pullAll(lab.connector(), pull("keyed", 1));

            assertEquals(sample.size(), pulled.size());
            for (int i = 0; i < sample.size(); i++) {
                requireSame(
                        sample.value(i),
                        pulled.get(i).fields().values().iterator().next());
            }
        }
    }

    @Test
    void readsInfiniteTimesAsTheyAreWritten() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.POSTGRESQL)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY, a TIMESTAMPTZ, b TIMESTAMP, c DATE)");

            lab.connector()
                    .push(
                            List.of(
                                    record("t", "id", 1, "a", "infinity", "b", "infinity", "c", "infinity"),
                                    record("t", "id", 2, "a", "-infinity", "b", "-infinity", "c", "-infinity")),
                            call());

            assertEquals("infinity infinity infinity", lab.ask("SELECT a || ' ' || b || ' ' || c FROM t WHERE id = 1"));
            assertEquals(
                    "-infinity -infinity -infinity", lab.ask("SELECT a || ' ' || b || ' ' || c FROM t WHERE id = 2"));
        }
    }

    @Test
    void storesTheNumbersThatAreNone() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.POSTGRESQL)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY, v NUMERIC)");

            lab.connector().push(List.of(record("t", "id", 1, "v", Double.NaN)), call());

            assertEquals("NaN", lab.ask("SELECT v FROM t"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesTimesBetweenZonesByTheZoneOfTheSettings(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY, local TIMESTAMP, exact TIMESTAMP WITH TIME ZONE)");

            lab.connector("time.zone", "Asia/Tokyo")
                    .push(
                            List.of(record(
                                    "t", "id", 1, "local", "2018-02-07T00:00:00Z", "exact", "2018-02-07 09:00:00")),
                            call());

            assertTrue(lab.ask("SELECT local FROM t").startsWith("2018-02-07 09:00:00"));
            assertEquals(
                    "true",
                    lab.ask("SELECT CASE WHEN exact = TIMESTAMP WITH TIME ZONE '2018-02-07 00:00:00+00'"
                            + " THEN 'true' ELSE 'false' END FROM t"));
        }
    }

    private static Lab tables(Sample sample) {
        Lab lab = Lab.on(sample.kind());
        lab.sql("CREATE TABLE source (n INT PRIMARY KEY, v " + sample.type() + ")");
        lab.sql("CREATE TABLE target (n INT PRIMARY KEY, v " + sample.type() + ")");
        for (int i = 0; i < sample.size(); i++) {
            lab.sql("INSERT INTO source VALUES (" + i + ", " + sample.sql(i) + ")");
        }
        return lab.sql("INSERT INTO source VALUES (" + sample.size() + ", NULL)");
    }

    private static void requireSameTables(Lab lab, Sample sample) {
        // As text: not every type can be compared, and equal is not always the same.
        String all =
                "SELECT STRING_AGG(CAST(n AS VARCHAR) || '=' || COALESCE(CAST(v AS VARCHAR), 'none'), ';' ORDER BY n)"
                        + " FROM ";
        if (lab.kind() == Lab.Kind.H2) {
            all = all.replace("STRING_AGG", "LISTAGG").replace("';' ORDER BY n)", "';') WITHIN GROUP (ORDER BY n)");
        }
        if (sample.type().equals("BLOB")) {
            all = all.replace("CAST(v AS VARCHAR)", "CAST(CAST(v AS VARBINARY) AS VARCHAR)");
        }
        assertEquals(lab.ask(all + "source"), lab.ask(all + "target"));
        assertEquals(String.valueOf(sample.size() + 1), lab.ask("SELECT COUNT(*) FROM target"));
    }

    private static ConnectorRecord toTarget(ConnectorRecord record) {
        return ConnectorRecord.builder("target").fields(record.fields()).build();
    }

    private static String name(Lab lab, String column) {
        return lab.kind() == Lab.Kind.H2 ? column.toUpperCase() : column;
    }

    private static Object value(ConnectorRecord record) {
        return new ArrayList<>(record.fields().values()).get(1);
    }

    private static void requireSame(Object expected, Object actual) {
        if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) actual);
        } else if (expected instanceof List<?> list) {
            assertArrayEquals(list.toArray(), ((List<?>) actual).toArray());
        } else {
            assertEquals(expected, actual);
            assertTrue(
                    expected instanceof Map || expected.getClass() == actual.getClass(), () -> actual.getClass() + "");
        }
    }
}
