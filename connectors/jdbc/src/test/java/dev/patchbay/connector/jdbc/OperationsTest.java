package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsTest {

    @ParameterizedTest
    @EnumSource
    void listsTablesAndViews(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            lab.sql("CREATE VIEW v AS SELECT id FROM t");

            List<?> tables =
                    (List<?>) lab.connector().invoke("tables", Map.of(), call()).get("tables");

            assertEquals(2, tables.size());
            assertEquals(
                    List.of("T table", "V view"),
                    tables.stream()
                            .map(each -> (Map<?, ?>) each)
                            .map(each -> each.get("name").toString().toUpperCase() + " " + each.get("type"))
                            .sorted()
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void describesATable(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            Map<String, Object> table = lab.connector().invoke("describe", Map.of("table", "T"), call());

            assertEquals(1, ((List<?>) table.get("key")).size());
            Map<?, ?> column = (Map<?, ?>) ((List<?>) table.get("columns")).get(1);
            assertTrue(column.get("name").toString().equalsIgnoreCase("price"));
            assertEquals(true, column.get("nullable"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksWithParameters(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            JdbcConnector connector = lab.connector();
            String sql = "SELECT id, price FROM t WHERE id > ? AND price < ? ORDER BY id";

            List<?> rows = (List<?>) connector
                    .invoke("query", Map.of("sql", sql, "parameters", List.of(1, new BigDecimal("9.99"))), call())
                    .get("rows");
            Map<String, Object> text =
                    connector.invoke("query", Map.of("sql", sql, "parameters", "[1, \"9.99\"]", "limit", "1"), call());

            assertEquals(2, rows.size());
            assertEquals(List.of(2, new BigDecimal("2.50")), new ArrayList<>(((Map<?, ?>) rows.get(0)).values()));
            assertEquals(1, ((List<?>) text.get("rows")).size());
            assertEquals(true, text.get("more"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingByAQuery(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            JdbcConnector connector = lab.connector();
            for (String each : List.of(
                    "DELETE FROM t",
                    "DELETE FROM t RETURNING id",
                    "SELECT id FROM FINAL TABLE (DELETE FROM t)",
                    "WITH gone AS (DELETE FROM t RETURNING id) SELECT id FROM gone",
                    "SELECT 1; DELETE FROM t",
                    "DROP TABLE t",
                    "COMMIT")) {
                try {
                    connector.invoke("query", Map.of("sql", each), call());
                } catch (ConnectorException e) {
                    assertFalse(e.code().retryable(), e.getMessage());
                }
            }

            assertEquals("3", lab.ask("SELECT COUNT(*) FROM t"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithACall(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            JdbcConnector connector = lab.connector();

            requireRefusal(connector, ErrorCode.INVALID_REQUEST, "'sql'", "query", Map.of());
            requireRefusal(connector, ErrorCode.INVALID_REQUEST, "'sqll'", "query", Map.of("sqll", "SELECT 1"));
            requireRefusal(
                    connector, ErrorCode.INVALID_REQUEST, "'limit'", "query", Map.of("sql", "SELECT 1", "limit", 0));
            requireRefusal(
                    connector,
                    ErrorCode.INVALID_REQUEST,
                    "'parameters'",
                    "query",
                    Map.of("sql", "SELECT 1", "parameters", "1, 2"));
            requireRefusal(connector, ErrorCode.REMOTE_REJECTED, "selekt", "query", Map.of("sql", "selekt 1"));
            requireRefusal(
                    connector, ErrorCode.UNSUPPORTED_CAPABILITY, "'nothing'", "describe", Map.of("table", "nothing"));
            requireRefusal(connector, ErrorCode.UNSUPPORTED_CAPABILITY, "tables, describe", "drop", Map.of());
        }
    }

    private static Lab table(Lab.Kind kind) {
        return Lab.on(kind)
                .sql("CREATE TABLE t (id INT PRIMARY KEY, price DECIMAL(9, 2))")
                .sql("INSERT INTO t VALUES (1, 1.50), (2, 2.50), (3, 3.50)");
    }

    private static void requireRefusal(
            JdbcConnector connector, ErrorCode code, String word, String operation, Map<String, Object> arguments) {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> connector.invoke(operation, arguments, call()));

        assertEquals(code, failure.code(), failure.getMessage());
        assertTrue(failure.getMessage().contains(word), failure.getMessage());
    }
}
