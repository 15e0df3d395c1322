package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives pages of rows. Each page starts behind the last row of the one before, wherever that is by now: rows that come
 * and go meanwhile shift nothing.
 */
final class Pulls {
    private final Database database;
    private final Relations relations;
    private final Times times;
    private final FittedValues values;

    Pulls(Database database, Relations relations, ZoneId zone) {
        this.database = database;
        this.relations = relations;
        this.times = new Times(zone);
        this.values = new FittedValues(zone);
    }

    Page page(PullRequest request, CallContext call) {
        PullParameters parameters = PullParameters.of(request);
        boolean goesOn = request.cursor().isPresent();
        Relation relation = parameters.query().isPresent()
                ? relations.query(parameters.query().get(), goesOn, call)
                : relations.table(request.recordType(), goesOn, call);
        Ordering order = Ordering.of(relation, parameters, request.incremental());
        Cursor start = request.cursor()
                .map(text -> Cursor.decode(text, relation.identity(), order.names()))
                .orElse(new Cursor(relation.identity(), order.names(), List.of()));
        Optional<Column> changed = parameters.changed().map(relation::column);
        Plan plan = new Plan(
                request.recordType(),
                relation,
                order,
                changed,
                fitted(start, order),
                limit(parameters, changed, call),
                request.pageSize());
        if (start.at().isEmpty()) {
            requireValues(plan, call);
        }
        call.request("SELECT", relation.name());
        Rows rows = database.run(call, session -> read(session, plan));
        if (!rows.more()) {
            requireValues(plan, call);
        }
        return page(rows, start, request.incremental());
    }

    private static Page page(Rows rows, Cursor start, boolean incremental) {
        Cursor end = rows.last().isEmpty() ? start : new Cursor(start.of(), start.by(), rows.last());
        if (rows.more()) {
            return Page.of(rows.records(), end.encode());
        }
        return incremental ? Page.last(rows.records(), end.encode()) : Page.last(rows.records());
    }

    private List<Object> fitted(Cursor start, Ordering order) {
        List<Object> at = start.at();
        try {
            return IntStream.range(0, at.size())
                    .mapToObj(i -> values.fit(order.columns().get(i), at.get(i)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID,
                    "the cursor was made when the columns had other types; start from the beginning");
        }
    }

    /** The value of the changed column that is too young to be pulled yet, by the clock of the database. */
    private Optional<Object> limit(PullParameters parameters, Optional<Column> changed, CallContext call) {
        if (parameters.lag().isZero()) {
            return Optional.empty();
        }
        Column column = changed.filter(each -> each.kind().isTemporal())
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.INVALID_REQUEST,
                        "'lag' needs a 'changed' column that is a date or time; leave 'lag' out"));
        call.request("SELECT", "CURRENT_TIMESTAMP");
        Instant now = database.run(call, session -> {
            try (PreparedStatement statement = session.prepare("SELECT CURRENT_TIMESTAMP");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        });
        return Optional.of(times.valueOf(now.minus(parameters.lag()), column.kind()));
    }

    /** Rows without a value in a column of the order have no place in it and would be missed without a word. */
    private void requireValues(Plan plan, CallContext call) {
        List<Column> nullable = plan.order().nullable();
        if (nullable.isEmpty()) {
            return;
        }
        String condition =
                nullable.stream().map(each -> each.quoted() + " IS NULL").collect(Collectors.joining(" OR "));
        call.request("SELECT", plan.relation().name());
        boolean missing = database.run(call, session -> {
            String sql = "SELECT 1 FROM " + plan.relation().from() + " WHERE " + condition;
            plan.prepareFor(session);
            try (PreparedStatement statement = session.prepare(session.dialect().limited(sql, 1))) {
                statement.setMaxRows(1);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
        if (missing) {
            throw new ConnectorException(
                    ErrorCode.REMOTE_REJECTED,
                    "'" + plan.relation().name() + "' has rows without a value in "
                            + nullable.stream()
                                    .map(each -> "'" + each.name() + "'")
                                    .collect(Collectors.joining(" or "))
                            + ", which a pull in this order would miss; use a column that always has one, or a query"
                            + " with COALESCE");
        }
    }

    private Rows read(Session session, Plan plan) throws SQLException {
        plan.prepareFor(session);
        Dialect dialect = session.dialect();
        try (PreparedStatement statement = session.prepare(plan.sql(dialect))) {
            plan.bind(statement, dialect);
            // One more than asked for tells whether there are more.
            statement.setMaxRows(plan.size() + 1);
            statement.setFetchSize(plan.size() + 1);
            try (ResultSet result = statement.executeQuery()) {
                return new RowReader(plan, times, result).rows();
            }
        }
    }

    /** @param last the values of the last record's row in the columns of the order; empty if there is no record */
    record Rows(List<ConnectorRecord> records, List<Object> last, boolean more) {}
}
