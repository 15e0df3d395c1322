package dev.patchbay.connector.jdbc;

import dev.patchbay.connector.jdbc.Pushes.Row;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Writes rows within a transaction, in their order, as many at once as have the same columns. */
final class BatchWriter {
    private static final int MOST_AT_ONCE = 1_000;
    private static final Pattern POSTGRESQL_PLACE = Pattern.compile("^Batch entry (\\d{1,9}) ");

    private final Session session;
    private final Dialect dialect;
    private final Failures failures;
    private final String[] ids;

    /** @param ids takes the id of each row, by its place in the batch, if it has one */
    BatchWriter(Session session, Failures failures, String[] ids) throws SQLException {
        this.session = session;
        this.dialect = session.dialect();
        this.failures = failures;
        this.ids = ids;
    }

    void write(List<Row> rows) throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size() && to - from < MOST_AT_ONCE && rows.get(to).isShapedAs(rows.get(from))) {
                to++;
            }
            writeAlike(rows.subList(from, to));
            from = to;
        }
    }

    private void writeAlike(List<Row> rows) throws SQLException {
        Row first = rows.get(0);
        if (first.by().isEmpty()) {
            insert(rows, dialect.insert(first.table(), first.columns()));
            return;
        }
        var upsert = dialect.upsert(first.table(), first.columns(), first.by());
        if (upsert.isPresent()) {
            insert(rows, upsert.get());
        } else {
            for (Row each : rows) {
                updateOrInsert(each);
            }
        }
    }

    private void insert(List<Row> rows, String sql) throws SQLException {
        Row first = rows.get(0);
        List<Column> key = first.table().key();
        boolean generated =
                !key.isEmpty() && first.by().isEmpty() && !first.columns().containsAll(key);
        String[] wanted = key.stream().map(Column::name).toArray(String[]::new);
        try (PreparedStatement statement = generated ? session.prepare(sql, wanted) : session.prepare(sql)) {
            for (Row each : rows) {
                bind(statement, each);
                statement.addBatch();
            }
            execute(statement, rows);
            if (generated) {
                readIds(statement, rows, key);
            } else {
                rows.forEach(this::keepId);
            }
        }
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
        for (int i = 0; i < row.columns().size(); i++) {
            dialect.bind(statement, i + 1, row.columns().get(i), row.values().get(i));
        }
    }

    private void execute(PreparedStatement statement, List<Row> rows) throws SQLException {
        try {
            statement.executeBatch();
        } catch (BatchUpdateException e) {
            OptionalInt place = place(e, rows.size());
            throw rejected(
                    e,
                    place.isPresent()
                            ? "record " + rows.get(place.getAsInt()).index()
                            : "one of the records " + rows.get(0).index() + " to "
                                    + rows.get(rows.size() - 1).index());
        }
    }

    /** Which of the rows failed: drivers tell by the counts, but for PostgreSQL's, which marks all and says it. */
    private static OptionalInt place(BatchUpdateException failure, int size) {
        int[] counts = failure.getUpdateCounts();
        int[] failed = IntStream.range(0, counts.length)
                .filter(i -> counts[i] == Statement.EXECUTE_FAILED)
                .toArray();
        if (failed.length == 0) {
            return counts.length < size ? OptionalInt.of(counts.length) : OptionalInt.empty();
        }
        if (failed.length < size || size == 1) {
            return OptionalInt.of(failed[0]);
        }
        Matcher told = POSTGRESQL_PLACE.matcher(String.valueOf(failure.getMessage()));
        return told.find() && Integer.parseInt(told.group(1)) < size
                ? OptionalInt.of(Integer.parseInt(told.group(1)))
                : OptionalInt.empty();
    }

    /** The way of every database; another writer's row that comes between the two is a refusal, not a loss. */
    private void updateOrInsert(Row row) throws SQLException {
        try (PreparedStatement update = session.prepare(dialect.update(row.table(), row.columns(), row.by()))) {
            bind(update, row);
            int index = row.columns().size() + 1;
            for (Column each : row.by()) {
                dialect.bind(update, index++, each, row.value(each));
            }
            if (update.executeUpdate() == 0) {
                try (PreparedStatement insert = session.prepare(dialect.insert(row.table(), row.columns()))) {
                    bind(insert, row);
                    insert.executeUpdate();
                }
            }
            keepId(row);
        } catch (SQLException e) {
            throw rejected(e, "record " + row.index());
        }
    }

    private ConnectorException rejected(SQLException failure, String which) throws SQLException {
        if (SqlState.code(failure) != ErrorCode.REMOTE_REJECTED || SqlState.isConnectionLost(failure)) {
            throw failure;
        }
        return new ConnectorException(
                ErrorCode.REMOTE_REJECTED,
                which + ": " + failures.rejection(failure) + "; nothing of the batch was written");
    }

    private void keepId(Row row) {
        List<Column> key = row.table().key();
        if (!key.isEmpty() && row.columns().containsAll(key)) {
            List<Object> values = key.stream().map(row::value).toList();
            ids[row.index()] = RowReader.id(values);
        }
    }

    private void readIds(PreparedStatement statement, List<Row> rows, List<Column> key) throws SQLException {
        try (ResultSet generated = statement.getGeneratedKeys()) {
            for (Row each : rows) {
                if (!generated.next()) {
                    return;
                }
                List<Object> values = new ArrayList<>();
                for (Column column : key) {
                    values.add(ColumnReader.read(generated, generated.findColumn(column.name()), column.kind()));
                }
                ids[each.index()] = RowReader.id(values);
            }
        }
    }
}
