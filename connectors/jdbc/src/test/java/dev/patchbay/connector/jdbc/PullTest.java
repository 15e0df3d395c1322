package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static dev.patchbay.connector.jdbc.Lab.ids;
import static dev.patchbay.connector.jdbc.Lab.pull;
import static dev.patchbay.connector.jdbc.Lab.pullAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PullTest {

    @ParameterizedTest
    @EnumSource
    void turnsPagesByAKeyOfSeveralColumns(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql(
                    "CREATE TABLE lines (b INT NOT NULL, a VARCHAR(9) NOT NULL, c INT NOT NULL, PRIMARY KEY (a, b, c))");
            for (String a : List.of("x", "y", "z")) {
                for (int b = 1; b <= 3; b++) {
                    lab.sql("INSERT INTO lines (a, b, c) VALUES ('" + a + "', " + b + ", 1), ('" + a + "', " + b
                            + ", 2)");
                }
            }

            List<String> ids = ids(pullAll(lab.connector(), pull("lines", 2)));

            assertEquals(18, ids.size());
            assertEquals(ids.stream().sorted().distinct().toList(), ids);
            assertEquals("x,1,1", ids.get(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesANameExactlyOrInAnyCaseIfOnlyOneFits(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE \"Orders\" (id INT PRIMARY KEY)", "INSERT INTO \"Orders\" VALUES (1)");
            lab.sql("CREATE TABLE \"both\" (id INT PRIMARY KEY)", "INSERT INTO \"both\" VALUES (2)");
            lab.sql("CREATE TABLE \"BOTH\" (id INT PRIMARY KEY)", "INSERT INTO \"BOTH\" VALUES (3)");
            JdbcConnector connector = lab.connector();

            assertEquals(List.of("1"), ids(pullAll(connector, pull("Orders", 5))));
            assertEquals(List.of("1"), ids(pullAll(connector, pull("ORDERS", 5))));
            assertEquals(List.of("2"), ids(pullAll(connector, pull("both", 5))));
            assertEquals(List.of("3"), ids(pullAll(connector, pull("BOTH", 5))));
            ConnectorException failure = refused(connector, pull("Both", 5));
            assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesATableOfAnotherSchema(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (7)");

            assertEquals(List.of("7"), ids(pullAll(lab.connector(), pull(lab.schema() + ".t", 5))));
            assertEquals(
                    List.of("7"),
                    ids(pullAll(lab.connector("schema", lab.schema().toUpperCase()), pull("t", 5))));
            assertEquals(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    refused(lab.connector("schema", "information_schema"), pull("t", 5))
                            .code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void quotesNamesThatLookLikeSql(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE victim (id INT PRIMARY KEY)");
            lab.sql(
                    "CREATE TABLE \"a\"\"; DROP TABLE victim; --\" (\"order\"\" by\" INT PRIMARY KEY, \"100% _x\" INT)");
            lab.sql("INSERT INTO \"a\"\"; DROP TABLE victim; --\" VALUES (1, 10), (2, 20), (3, 30)");

            assertEquals(List.of("1", "2", "3"), ids(pullAll(lab.connector(), pull("a\"; DROP TABLE victim; --", 1))));
            assertEquals("0", lab.ask("SELECT COUNT(*) FROM victim"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNoSqlForAName(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE victim (id INT PRIMARY KEY)");
            JdbcConnector connector = lab.connector();

            for (String name : List.of("victim; DROP TABLE victim", "victim\"", "v%", "v_ctim", "(SELECT 1)", "")) {
                assertEquals(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        refused(connector, pull(name, 5)).code(),
                        name);
            }
            assertEquals(
                    ErrorCode.INVALID_REQUEST,
                    refused(connector, pull("victim", 5, "key", "id\" DESC --")).code());
            assertEquals("0", lab.ask("SELECT COUNT(*) FROM victim"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheParameterThatATableWithoutAKeyNeeds(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE log (at_second INT NOT NULL, line INT NOT NULL)");
            for (int i = 0; i < 10; i++) {
                lab.sql("INSERT INTO log VALUES (" + i / 4 + ", " + i + ")");
            }
            JdbcConnector connector = lab.connector();

            ConnectorException failure = refused(connector, pull("log", 3));

            assertTrue(failure.getMessage().contains("'key'"), failure.getMessage());
            assertEquals(
                    10,
                    pullAll(connector, pull("log", 3, "key", "at_second, line")).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAKeyThatDoesNotTellRowsApart(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql(
                    "CREATE TABLE log (at_second INT NOT NULL, line INT)",
                    "INSERT INTO log VALUES (1, 1), (1, 2), (2, 3)");
            JdbcConnector connector = lab.connector();

            ConnectorException failure = refused(connector, pull("log", 1, "key", "at_second"));

            assertEquals(ErrorCode.REMOTE_REJECTED, failure.code());
            assertTrue(failure.getMessage().contains("same value"), failure.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAKeyThatSomeRowsLack(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE log (line INT)", "INSERT INTO log VALUES (1), (2), (3)");
            JdbcConnector connector = lab.connector();
            PullRequest request = pull("log", 2, "key", "line");
            Page first = connector.pull(request, call());
            lab.sql("INSERT INTO log VALUES (NULL)");

            assertTrue(refused(connector, request).getMessage().contains("without a value"));
            assertTrue(refused(connector, request.from(first.cursor().orElseThrow()))
                    .getMessage()
                    .contains("without a value"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pullsAQueryByItsKey(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY, v INT)");
            IntStream.rangeClosed(1, 9).forEach(i -> lab.sql("INSERT INTO t VALUES (" + i + ", " + 10 * i + ")"));
            String query = "SELECT id AS n, v + 1 AS more FROM t WHERE v > 20 -- the larger ones\n;";

            var records = pullAll(lab.connector(), pull("query", 2, "query", query, "key", "n"));

            assertEquals(List.of("3", "4", "5", "6", "7", "8", "9"), ids(records));
            assertTrue(
                    records.get(0).fields().containsValue(31),
                    () -> records.get(0).fields().toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsNoQueryWrite(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
            JdbcConnector connector = lab.connector();
            List<String> attempts = List.of(
                    "SELECT id FROM FINAL TABLE (DELETE FROM t)",
                    "WITH gone AS (DELETE FROM t RETURNING id) SELECT id FROM gone",
                    "DELETE FROM t",
                    "SELECT 1 AS id) AS q; DELETE FROM t; SELECT * FROM (SELECT 1 AS id",
                    "COMMIT; DELETE FROM t");

            for (String each : attempts) {
                try {
                    connector.pull(pull("query", 5, "query", each, "key", "id"), call());
                } catch (ConnectorException e) {
                    assertFalse(e.code().retryable(), e.getMessage());
                }
            }

            assertEquals("1", lab.ask("SELECT COUNT(*) FROM t"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAQueryWithTwoColumnsOfOneName(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            ConnectorException failure =
                    refused(lab.connector(), pull("query", 5, "query", "SELECT 1 AS id, 2 AS id", "key", "id"));

            assertEquals(ErrorCode.REMOTE_REJECTED, failure.code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesParametersThatItDoesNotKnow(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY)");
            JdbcConnector connector = lab.connector();

            assertTrue(refused(connector, pull("t", 5, "where", "1=1"))
                    .getMessage()
                    .contains("'where'"));
            assertTrue(
                    refused(connector, pull("t", 5, "key", "id,")).getMessage().contains("'key'"));
            assertTrue(
                    refused(connector, pull("t", 5, "lag", "soon")).getMessage().contains("'lag'"));
            assertTrue(refused(connector, pull("t", 5, "query", "SELECT 1"))
                    .getMessage()
                    .contains("'query'"));
            PullRequest incremental = pull("t", 5).toBuilder().incremental(true).build();
            assertTrue(refused(connector, incremental).getMessage().contains("'changed'"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesCursorsOfOtherPulls(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            for (String table : List.of("a", "b")) {
                lab.sql("CREATE TABLE " + table + " (id INT PRIMARY KEY, at INT NOT NULL)");
                lab.sql("INSERT INTO " + table + " VALUES (1, 1), (2, 2), (3, 3)");
            }
            JdbcConnector connector = lab.connector();
            String cursor = connector.pull(pull("a", 1), call()).cursor().orElseThrow();
            String damaged = cursor.substring(0, cursor.length() - 3) + (cursor.endsWith("AAA") ? "BBB" : "AAA");

            assertEquals(2, pullAll(connector, pull("a", 1).from(cursor)).size());
            for (PullRequest each : List.of(
                    pull("b", 1).from(cursor),
                    pull("a", 1, "key", "at").from(cursor),
                    pull("a", 1, "changed", "at").toBuilder()
                            .incremental(true)
                            .cursor(cursor)
                            .build(),
                    pull("query", 1, "query", "SELECT id FROM a", "key", "id").from(cursor),
                    pull("a", 1).from(damaged),
                    pull("a", 1).from(cursor.substring(1)))) {
                assertEquals(ErrorCode.CURSOR_INVALID, refused(connector, each).code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesAColumnThatCameWhileItRuns(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
            JdbcConnector connector = lab.connector();
            Page first = connector.pull(pull("t", 1), call());
            lab.sql("ALTER TABLE t ADD COLUMN note VARCHAR(9) DEFAULT 'new'");

            Page second = connector.pull(pull("t", 1).from(first.cursor().orElseThrow()), call());

            assertTrue(second.records().get(0).fields().containsValue("new"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhenATableChangesUnderStatementsThatTheServerHasPrepared(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
            JdbcConnector connector = lab.connector("pool.size", 1);
            List<PullRequest> requests =
                    List.of(pull("t", 5), pull("query", 5, "query", "SELECT * FROM t", "key", "id"));
            for (int i = 0; i < 12; i++) {
                requests.forEach(each -> connector.pull(each, call()));
            }

            lab.sql("ALTER TABLE t ADD COLUMN note VARCHAR(9) DEFAULT 'new'");

            for (PullRequest each : requests) {
                assertTrue(
                        connector.pull(each, call()).records().get(0).fields().containsValue("new"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForMetadataOncePerPullOnly(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3)");
            JdbcConnector connector = lab.connector();
            ContractCall first = call();
            ContractCall second = call();

            Page page = connector.pull(pull("t", 1), first);
            connector.pull(pull("t", 1).from(page.cursor().orElseThrow()), second);

            assertEquals(2, first.requests().size(), () -> first.requests().toString());
            assertEquals(1, second.requests().size(), () -> second.requests().toString());
        }
    }

    private static ConnectorException refused(JdbcConnector connector, PullRequest request) {
        return assertThrows(ConnectorException.class, () -> connector.pull(request, call()));
    }
}
