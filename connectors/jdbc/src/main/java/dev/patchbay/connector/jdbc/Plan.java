package dev.patchbay.connector.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one page is read with.
 *
 * @param behind the values of the row behind which to start, by the columns of the order; empty at the beginning
 * @param before the value of the changed column at which to stop; empty for none
 * @param size the most records of the page
 */
record Plan(
        String recordType,
        Relation relation,
        Ordering order,
        Optional<Column> changed,
        List<Object> behind,
        Optional<Object> before,
        int size) {

    /** A caller's query must not write, whatever is in it. */
    void prepareFor(Session session) throws SQLException {
        if (relation.query()) {
            session.beginReadOnly();
        }
    }

    String sql(Dialect dialect) {
        List<String> conditions = new ArrayList<>();
        if (!behind.isEmpty()) {
            conditions.add(order.behind(dialect).sql());
        }
        before.ifPresent(value -> conditions.add(changed.orElseThrow().quoted() + " < ?"));
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return dialect.limited("SELECT * FROM " + relation.from() + where + order.orderBy(), size + 1);
    }

    void bind(PreparedStatement statement, Dialect dialect) throws SQLException {
        int index = 1;
        if (!behind.isEmpty()) {
            for (Column each : order.behind(dialect).takes()) {
                dialect.bind(
                        statement, index++, each, behind.get(order.columns().indexOf(each)));
            }
        }
        if (before.isPresent()) {
            dialect.bind(statement, index, changed.orElseThrow(), before.get());
        }
    }
}
