package dev.patchbay.connector.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where databases differ. Of one that is not named here, only what the SQL standard and JDBC have is used. */
enum Dialect {
    H2 {
        @Override
        Optional<String> upsert(Relation table, List<Column> columns, List<Column> key) {
            return Optional.of("MERGE INTO " + table.from() + " (" + names(columns) + ") KEY (" + names(key)
                    + ") VALUES (" + markers(columns) + ")");
        }

        /** H2 takes a text for a JSON string, not for JSON. */
        @Override
        String marker(Column column) {
            return column.kind() == ColumnKind.JSON ? "? FORMAT JSON" : "?";
        }
    },
    POSTGRESQL {
        /** Finds its place in an index over all the columns; the portable form only in one over the first. */
        @Override
        boolean comparesRows() {
            return true;
        }

        @Override
        Optional<String> upsert(Relation table, List<Column> columns, List<Column> key) {
            List<Column> others =
                    columns.stream().filter(each -> !key.contains(each)).toList();
            String change = others.stream()
                    .map(each -> each.quoted() + " = EXCLUDED." + each.quoted())
                    .collect(Collectors.joining(", "));
            return Optional.of(insert(table, columns) + " ON CONFLICT (" + names(key) + ") DO "
                    + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + change));
        }

        /** Without a type, so that the server takes it as what the column is: an enum, JSON, an interval. */
        @Override
        void bindText(PreparedStatement statement, int index, String text) throws SQLException {
            statement.setObject(index, text, Types.OTHER);
        }

        @Override
        void bindArray(PreparedStatement statement, int index, Column column, List<?> elements) throws SQLException {
            bindText(statement, index, ArrayLiteral.of(elements));
        }
    },
    STANDARD {
        @Override
        String limited(String sql, int rows) {
            return sql;
        }

        @Override
        void bindNull(PreparedStatement statement, int index, Column column) throws SQLException {
            statement.setNull(index, column.type());
        }
    };

    static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> STANDARD;
        };
    }

    /** The query with an end, as far as the database's SQL has one; the statement's own limit is set besides. */
    String limited(String sql, int rows) {
        return sql + " FETCH FIRST " + rows + " ROWS ONLY";
    }

    /** Whether {@code (a, b) > (?, ?)} is understood, and done well. */
    boolean comparesRows() {
        return false;
    }

    /** One statement that changes or inserts a row; empty if the database has none that is known here. */
    Optional<String> upsert(Relation table, List<Column> columns, List<Column> key) {
        return Optional.empty();
    }

    String marker(Column column) {
        return "?";
    }

    /** Hands over a value that {@link FittedValues} has made fit the column. */
    final void bind(PreparedStatement statement, int index, Column column, Object value) throws SQLException {
        if (value == null) {
            bindNull(statement, index, column);
        } else if (value instanceof String text) {
            bindText(statement, index, text);
        } else if (value instanceof BigInteger number) {
            statement.setBigDecimal(index, new BigDecimal(number));
        } else if (value instanceof Double number && column.kind() == ColumnKind.REAL) {
            statement.setFloat(index, number.floatValue());
        } else if (value instanceof Double number && column.kind() == ColumnKind.DECIMAL) {
            bindText(statement, index, number.toString());
        } else if (value instanceof List<?> elements) {
            bindArray(statement, index, column, elements);
        } else {
            statement.setObject(index, value);
        }
    }

    void bindText(PreparedStatement statement, int index, String text) throws SQLException {
        statement.setString(index, text);
    }

    void bindNull(PreparedStatement statement, int index, Column column) throws SQLException {
        statement.setNull(index, Types.NULL);
    }

    void bindArray(PreparedStatement statement, int index, Column column, List<?> elements) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(column.typeName(), array(elements)));
    }

    private static Object[] array(List<?> elements) {
        return elements.stream()
                .map(each -> each instanceof List<?> inner ? array(inner) : each)
                .toArray();
    }

    String insert(Relation table, List<Column> columns) {
        return "INSERT INTO " + table.from() + " (" + names(columns) + ") VALUES (" + markers(columns) + ")";
    }

    String update(Relation table, List<Column> columns, List<Column> key) {
        return "UPDATE " + table.from() + " SET "
                + columns.stream()
                        .map(each -> each.quoted() + " = " + marker(each))
                        .collect(Collectors.joining(", "))
                + " WHERE "
                + key.stream().map(each -> each.quoted() + " = ?").collect(Collectors.joining(" AND "));
    }

    String markers(List<Column> columns) {
        return columns.stream().map(this::marker).collect(Collectors.joining(", "));
    }

    static String names(List<Column> columns) {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }
}
