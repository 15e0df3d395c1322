package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes batches of records, each in one transaction: all of it or nothing. */
final class Pushes {
    private static final int MOST_PROBLEMS = 20;

    private final Target target;
    private final Database database;
    private final Relations relations;
    private final FittedValues values;

    Pushes(Target target, Database database, Relations relations) {
        this.target = target;
        this.database = database;
        this.relations = relations;
        this.values = new FittedValues(target.zone());
    }

    PushResult push(List<ConnectorRecord> records, CallContext call) {
        if (records.isEmpty()) {
            return PushResult.accepted(0);
        }
        List<Row> rows = rows(records, call);
        String[] ids = new String[rows.size()];
        // One transaction is one request, however many tables it writes to: it is applied as a whole or not at all.
        String tables =
                rows.stream().map(each -> each.table().name()).distinct().collect(Collectors.joining(", "));
        call.request(target.upsert() ? "UPSERT" : "INSERT", tables);
        write(rows, ids, call);
        return Arrays.stream(ids).allMatch(Objects::nonNull)
                ? PushResult.accepted(List.of(ids))
                : PushResult.accepted(ids.length);
    }

    /** One transaction: whatever fails before its commit has begun has changed nothing. */
    private void write(List<Row> rows, String[] ids, CallContext call) {
        try {
            database.run(call, session -> {
                session.begin();
                new BatchWriter(session, database.failures(), ids).write(rows);
                session.commit();
                return null;
            });
        } catch (ConnectorException failure) {
            throw failure.code() == ErrorCode.OUTCOME_UNKNOWN ? failure : failure.unapplied();
        }
    }

    /**
     * One record, ready to be written.
     *
     * @param index its place in the batch
     * @param by the columns by which an existing row is found; empty to insert
     */
    record Row(int index, Relation table, List<Column> columns, List<Object> values, List<Column> by) {

        boolean isShapedAs(Row other) {
            return table.equals(other.table) && columns.equals(other.columns);
        }

        Object value(Column column) {
            return values.get(columns.indexOf(column));
        }
    }

    private List<Row> rows(List<ConnectorRecord> records, CallContext call) {
        Map<String, Relation> tables = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < records.size() && problems.size() < MOST_PROBLEMS; i++) {
            ConnectorRecord record = records.get(i);
            Relation table = tables.computeIfAbsent(record.type(), type -> relations.table(type, true, call));
            if (!record.fields().keySet().stream().allMatch(table::has)) {
                // The table may have got a new column since it was looked at.
                table = relations.table(record.type(), false, call);
                tables.put(record.type(), table);
            }
            List<String> own = new ArrayList<>();
            rows.add(row(i, record, table, own));
            for (String problem : own) {
                problems.add("record " + i + ": " + problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, String.join("; ", problems) + "; nothing of the batch was written");
        }
        return rows;
    }

    private Row row(int index, ConnectorRecord record, Relation table, List<String> problems) {
        List<Column> columns = new ArrayList<>();
        List<Object> fitted = new ArrayList<>();
        record.fields().forEach((name, value) -> {
            try {
                Column column = table.column(name);
                columns.add(column);
                fitted.add(fit(column, value));
            } catch (ConnectorException | IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        });
        if (record.fields().isEmpty()) {
            problems.add("it has no fields to write to '" + table.name() + "'");
        }
        List<Column> by = target.upsert() ? key(record.type(), table) : List.of();
        for (Column each : by) {
            int at = columns.indexOf(each);
            if (problems.isEmpty() && (at < 0 || fitted.get(at) == null)) {
                problems.add("it has no '" + each.name() + "', by which its row in '" + table.name() + "' is found");
            }
        }
        return new Row(index, table, columns, fitted, by);
    }

    private Object fit(Column column, Object value) {
        try {
            return values.fit(column, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + column.name() + "' " + e.getMessage());
        }
    }

    private List<Column> key(String recordType, Relation table) {
        List<Column> key = target.pushKeys()
                .of(recordType, table)
                .map(names -> names.stream().map(table::column).toList())
                .orElse(table.key());
        if (key.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + table.name() + "' has no primary key by which to find the row to change; name its columns in"
                            + " 'push.key', as in push.key=" + table.name() + ":id, or set push.mode=insert");
        }
        return key;
    }
}
