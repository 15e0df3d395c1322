package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds tables by the names that callers give them, so that only names which the database itself has told get into SQL.
 *
 * <p>A name is taken exactly, or else in any case if only one fits. It may have its schema before it, with a dot.
 */
final class Catalog {
    private final String schemaSetting;

    /** @param schemaSetting where to look for a table without a schema; empty for the database's own choice */
    Catalog(String schemaSetting) {
        this.schemaSetting = schemaSetting;
    }

    /** A table or view as the database lists it; a part that it has not is null. */
    record Listed(String catalog, String schema, String name, String type) {}

    /** @throws ConnectorException with UNSUPPORTED_CAPABILITY if there is no such table */
    Relation table(Connection connection, String name) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        Listed found = find(connection, name)
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "'" + name + "' is no table or view that this user can see; the operation 'tables' lists those,"
                                + " and a table of another schema is written SCHEMA.TABLE"));
        Function<String, String> quote = quote(metadata);
        List<Column> columns = columns(metadata, found, quote);
        String from = found.schema != null
                ? quote.apply(found.schema) + "." + quote.apply(found.name)
                : found.catalog != null && !metadata.supportsSchemasInDataManipulation()
                        ? quote.apply(found.catalog) + "." + quote.apply(found.name)
                        : quote.apply(found.name);
        return new Relation(
                from,
                found.schema == null ? "" : found.schema,
                found.name,
                from,
                columns,
                key(metadata, found, columns),
                false);
    }

    /** The tables and views of a schema, or of the default one if it is empty; without the system's. */
    List<Listed> tables(Connection connection, String schema) throws SQLException {
        return listed(connection.getMetaData(), connection.getCatalog(), schemaOr(connection, schema), "%").stream()
                .filter(each -> !each.type.startsWith("SYSTEM"))
                .toList();
    }

    static Function<String, String> quote(DatabaseMetaData metadata) throws SQLException {
        String mark = metadata.getIdentifierQuoteString().trim();
        return mark.isEmpty() ? name -> name : name -> mark + name.replace(mark, mark + mark) + mark;
    }

    private Optional<Listed> find(Connection connection, String name) throws SQLException {
        Optional<Listed> found = find(connection, schemaOr(connection, ""), name);
        int dot = name.indexOf('.');
        if (found.isPresent() || dot < 1) {
            return found;
        }
        return find(connection, schemaOr(connection, name.substring(0, dot)), name.substring(dot + 1));
    }

    private Optional<Listed> find(Connection connection, String schema, String name) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        List<Listed> exact = listed(metadata, connection.getCatalog(), schema, escaped(metadata, name));
        if (exact.isEmpty()) {
            exact = listed(metadata, connection.getCatalog(), schema, "%").stream()
                    .filter(each -> each.name.equalsIgnoreCase(name))
                    .toList();
        }
        if (exact.size() > 1) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + name + "' may be " + exact.stream().map(Listed::name).toList()
                            + "; write the name in its own case, with its schema");
        }
        return exact.stream().findFirst();
    }

    /** The schema in the case that the database has it; as it was given if there is none such. */
    private String schemaOr(Connection connection, String given) throws SQLException {
        String wanted = given.isEmpty() ? schemaSetting : given;
        if (wanted.isEmpty()) {
            return connection.getSchema();
        }
        String found = wanted;
        try (ResultSet schemas = connection.getMetaData().getSchemas()) {
            while (schemas.next()) {
                String schema = schemas.getString("TABLE_SCHEM");
                if (schema.equals(wanted)) {
                    return schema;
                }
                if (schema.equalsIgnoreCase(wanted)) {
                    found = schema;
                }
            }
        }
        return found;
    }

    private static List<Listed> listed(DatabaseMetaData metadata, String catalog, String schema, String pattern)
            throws SQLException {
        List<Listed> tables = new ArrayList<>();
        String schemaPattern = schema == null ? null : escaped(metadata, schema);
        try (ResultSet rows = metadata.getTables(catalog, schemaPattern, pattern, null)) {
            while (rows.next()) {
                String type = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
                if ((type.contains("TABLE") || type.contains("VIEW") || type.contains("SYNONYM"))
                        && !type.contains("TOAST")) {
                    tables.add(new Listed(
                            rows.getString("TABLE_CAT"),
                            rows.getString("TABLE_SCHEM"),
                            rows.getString("TABLE_NAME"),
                            type));
                }
            }
        }
        return tables;
    }

    private static List<Column> columns(DatabaseMetaData metadata, Listed table, Function<String, String> quote)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = metadata.getColumns(
                table.catalog,
                table.schema == null ? null : escaped(metadata, table.schema),
                escaped(metadata, table.name),
                "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                int type = rows.getInt("DATA_TYPE");
                String typeName = rows.getString("TYPE_NAME");
                int decimals = rows.getInt("DECIMAL_DIGITS");
                ColumnKind kind = ColumnKind.of(type, typeName);
                boolean bounded = !rows.wasNull() && kind == ColumnKind.DECIMAL && !isFloating(typeName);
                columns.add(new Column(
                        name,
                        quote.apply(name),
                        type,
                        typeName,
                        kind,
                        bounded ? OptionalInt.of(decimals) : OptionalInt.empty(),
                        rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
            }
        }
        return columns;
    }

    private static boolean isFloating(String typeName) {
        return typeName.equalsIgnoreCase("DECFLOAT");
    }

    private static List<Column> key(DatabaseMetaData metadata, Listed table, List<Column> columns) throws SQLException {
        TreeMap<Integer, String> names = new TreeMap<>();
        try (ResultSet rows = metadata.getPrimaryKeys(table.catalog, table.schema, table.name)) {
            while (rows.next()) {
                names.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return names.values().stream()
                .map(name -> columns.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** A name as a pattern that fits nothing else. */
    private static String escaped(DatabaseMetaData metadata, String name) throws SQLException {
        String escape = metadata.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
