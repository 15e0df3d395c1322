package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The order in which rows are pulled, which gives each row a place of its own: by the key, or by the time of change and
 * then the key.
 *
 * @param columns all columns of the order
 * @param key those of them that are the key
 * @param unique whether the database itself sees to it that no two rows have the same key
 */
record Ordering(List<Column> columns, List<Column> key, boolean unique) {

    /** @throws ConnectorException with INVALID_REQUEST if there is no key, or a column has no order */
    static Ordering of(Relation relation, PullParameters parameters, boolean incremental) {
        List<Column> key = parameters.key().isEmpty()
                ? relation.key()
                : parameters.key().stream().map(relation::column).toList();
        if (key.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + relation.name() + "' has no primary key by which to turn pages; name the columns that tell"
                            + " its rows apart in the parameter 'key', as in key=id or key=order_id,line");
        }
        List<Column> columns = new ArrayList<>();
        if (incremental) {
            columns.add(relation.column(parameters.changed().orElseThrow()));
        }
        key.stream().filter(each -> !columns.contains(each)).forEach(columns::add);
        columns.stream().filter(each -> !each.kind().isOrdered()).findFirst().ifPresent(each -> {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "column '" + each.name() + "' of '" + relation.name() + "' is of type " + each.typeName()
                            + ", by which rows cannot be put in order; name another");
        });
        boolean primary = !relation.key().isEmpty() && columns.containsAll(relation.key());
        return new Ordering(List.copyOf(columns), List.copyOf(key), primary);
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    List<Column> nullable() {
        return columns.stream().filter(Column::nullable).toList();
    }

    String orderBy() {
        return " ORDER BY " + Dialect.names(columns);
    }

    /** A condition that is true for the rows behind a place, and the columns whose values it takes, in their order. */
    Condition behind(Dialect dialect) {
        if (dialect.comparesRows() && columns.size() > 1) {
            String marks = columns.stream().map(each -> "?").collect(Collectors.joining(", "));
            return new Condition("(" + Dialect.names(columns) + ") > (" + marks + ")", columns);
        }
        return behind(columns);
    }

    /** {@code a >= ? AND (a > ? OR (b > ?))}: the first part is for the index, the rest for the truth. */
    private static Condition behind(List<Column> columns) {
        Column first = columns.get(0);
        if (columns.size() == 1) {
            return new Condition(first.quoted() + " > ?", columns);
        }
        Condition rest = behind(columns.subList(1, columns.size()));
        List<Column> taken = new ArrayList<>(List.of(first, first));
        taken.addAll(rest.takes);
        return new Condition(
                first.quoted() + " >= ? AND (" + first.quoted() + " > ? OR (" + rest.sql + "))", List.copyOf(taken));
    }

    /** A piece of SQL with parameters, and the column that each parameter is a value of. */
    record Condition(String sql, List<Column> takes) {}
}
