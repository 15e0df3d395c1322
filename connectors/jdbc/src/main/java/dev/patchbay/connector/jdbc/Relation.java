package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What rows are read from or written to.
 *
 * @param identity tells it from all others of this database; stands in cursors
 * @param schema the schema of a table; empty for a query
 * @param name the name of a table, or {@code query}
 * @param from what stands behind FROM
 * @param key the columns of the primary key; empty if there is none
 * @param query whether it is a caller's query and not a table
 */
record Relation(
        String identity,
        String schema,
        String name,
        String from,
        List<Column> columns,
        List<Column> key,
        boolean query) {

    /** @throws ConnectorException with INVALID_REQUEST if there is no such column, or several that might be meant */
    Column column(String wanted) {
        List<Column> found =
                columns.stream().filter(each -> each.name().equals(wanted)).toList();
        if (found.isEmpty()) {
            found = columns.stream()
                    .filter(each -> each.name().equalsIgnoreCase(wanted))
                    .toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ConnectorException(
                ErrorCode.INVALID_REQUEST,
                found.isEmpty()
                        ? "'" + name + "' has no column '" + wanted + "'; it has " + columnNames()
                        : "'" + name + "' has several columns '" + wanted + "' that differ in case; write one exactly");
    }

    boolean has(String wanted) {
        return columns.stream().anyMatch(each -> each.name().equalsIgnoreCase(wanted));
    }

    String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
