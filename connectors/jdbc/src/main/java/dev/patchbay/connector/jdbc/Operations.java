package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.operation.Arguments;
import dev.patchbay.toolkit.operation.OperationSet;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The named operations: to look around in a database, and to ask it. */
final class Operations {
    private static final int MOST_ROWS = 10_000;
    private static final int ROWS = 100;

    private final Database database;
    private final Catalog catalog;
    private final Relations relations;

    private Operations(Database database, Catalog catalog, Relations relations) {
        this.database = database;
        this.catalog = catalog;
        this.relations = relations;
    }

    static OperationSet of(Database database, Catalog catalog, Relations relations) {
        return new Operations(database, catalog, relations).all();
    }

    private OperationSet all() {
        return OperationSet.builder()
                .add(
                        Operation.builder("tables")
                                .description("The tables and views of a schema: {tables: [{schema, name, type}]}")
                                .optional("schema", "whose tables; the default schema's if it is not given")
                                .idempotent()
                                .build(),
                        (given, call) -> tables(given.text("schema"), call))
                .add(
                        Operation.builder("describe")
                                .description(
                                        "The columns and the key of a table: {schema, name, columns: [{name, type, nullable}],"
                                                + " key: [name]}")
                                .required(
                                        "table", "its name, with its schema before it if it is not of the default one")
                                .idempotent()
                                .build(),
                        (given, call) -> describe(given.text("table"), call))
                .add(
                        Operation.builder("query")
                                .description(
                                        "The rows of one SELECT, in a transaction that is undone:"
                                                + " {columns: [name], rows: [{name: value}], more: true if there are more than the limit}")
                                .required("sql", "the SELECT, with ? for each parameter")
                                .optional("parameters", "the values for the ?, as a list, or as JSON text of one")
                                .optional("limit", "the most rows, 1 to 10,000; 100 if it is not given")
                                .idempotent()
                                .build(),
                        this::query)
                .build();
    }

    private Map<String, Object> tables(String schema, CallContext call) {
        call.request("METADATA", "tables");
        List<Catalog.Listed> found = database.run(call, session -> catalog.tables(session.connection(), schema));
        List<Object> tables = new ArrayList<>();
        for (Catalog.Listed each : found) {
            Map<String, Object> table = new LinkedHashMap<>();
            table.put("schema", each.schema());
            table.put("name", each.name());
            table.put("type", each.type().contains("VIEW") ? "view" : "table");
            tables.add(table);
        }
        return Map.of("tables", tables);
    }

    private Map<String, Object> describe(String name, CallContext call) {
        Relation table = relations.table(name, false, call);
        List<Object> columns = new ArrayList<>();
        for (Column each : table.columns()) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", each.name());
            column.put("type", each.typeName());
            column.put("nullable", each.nullable());
            columns.add(column);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("schema", table.schema());
        result.put("name", table.name());
        result.put("columns", columns);
        result.put("key", table.key().stream().map(Column::name).toList());
        return result;
    }

    private Map<String, Object> query(Arguments given, CallContext call) {
        String sql = QueryText.single(given.text("sql"));
        int limit = limit(given.value("limit").orElse(null));
        List<?> parameters = parameters(given.value("parameters").orElse(null));
        call.request("SELECT", "query");
        return database.run(call, session -> {
            session.beginReadOnly();
            try (PreparedStatement statement = session.prepare(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    bind(session.dialect(), statement, i + 1, parameters.get(i));
                }
                statement.setMaxRows(limit + 1);
                statement.setFetchSize(limit + 1);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows(rows, limit);
                }
            }
        });
    }

    private static Map<String, Object> rows(ResultSet result, int limit) throws SQLException {
        ColumnKind[] kinds = ColumnReader.kinds(result.getMetaData());
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= kinds.length; i++) {
            names.add(result.getMetaData().getColumnLabel(i));
        }
        List<Object> rows = new ArrayList<>();
        while (rows.size() < limit && result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < kinds.length; i++) {
                row.put(names.get(i), ColumnReader.read(result, i + 1, kinds[i]));
            }
            rows.add(row);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("columns", names);
        answer.put("rows", rows);
        answer.put("more", rows.size() == limit && result.next());
        return answer;
    }

    private static void bind(Dialect dialect, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof String text) {
            dialect.bindText(statement, index, text);
        } else if (value instanceof Map || value instanceof List) {
            dialect.bindText(statement, index, Json.write(value));
        } else {
            statement.setObject(index, value);
        }
    }

    private static int limit(Object value) {
        if (value == null) {
            return ROWS;
        }
        try {
            int limit = Integer.parseInt(value.toString());
            if (limit >= 1 && limit <= MOST_ROWS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw rejected("'limit' is not a number from 1 to 10,000; write one");
    }

    private static List<?> parameters(Object value) {
        try {
            Object list = value instanceof String text ? Json.read(text) : value;
            return list == null ? List.of() : (List<?>) list;
        } catch (IllegalArgumentException | ClassCastException e) {
            throw rejected("'parameters' is no list; write one, as in [\"a\", 1]");
        }
    }

    private static ConnectorException rejected(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, sentence);
    }
}
