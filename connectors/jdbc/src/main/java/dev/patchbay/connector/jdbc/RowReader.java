package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes records of the rows of one page. */
final class RowReader {
    private final Plan plan;
    private final Times times;
    private final ResultSet result;
    private final ColumnKind[] kinds;
    private final String[] names;

    RowReader(Plan plan, Times times, ResultSet result) throws SQLException {
        this.plan = plan;
        this.times = times;
        this.result = result;
        ResultSetMetaData columns = result.getMetaData();
        this.kinds = ColumnReader.kinds(columns);
        this.names = new String[kinds.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = columns.getColumnLabel(i + 1);
        }
    }

    Pulls.Rows rows() throws SQLException {
        List<ConnectorRecord> records = new ArrayList<>();
        List<Object> last = List.of();
        while (records.size() < plan.size() && result.next()) {
            Map<String, Object> fields = fields();
            last = place(fields);
            records.add(record(fields));
        }
        boolean more = records.size() == plan.size() && result.next();
        if (more && !plan.order().unique()) {
            requireDifferent(last, place(fields()));
        }
        return new Pulls.Rows(records, last, more);
    }

    private Map<String, Object> fields() throws SQLException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            fields.put(names[i], ColumnReader.read(result, i + 1, kinds[i]));
        }
        return fields;
    }

    private List<Object> place(Map<String, Object> fields) {
        List<Object> place = new ArrayList<>();
        for (Column each : plan.order().columns()) {
            Object value = fields.get(each.name());
            if (value == null) {
                throw new ConnectorException(
                        ErrorCode.REMOTE_REJECTED,
                        "'" + plan.relation().name() + "' has a row without a value in '" + each.name()
                                + "', by which its pages are turned; use a column that always has one");
            }
            place.add(value);
        }
        return place;
    }

    private ConnectorRecord record(Map<String, Object> fields) {
        ConnectorRecord.Builder record = ConnectorRecord.builder(plan.recordType())
                .id(id(plan.order().key().stream()
                        .map(each -> fields.get(each.name()))
                        .toList()))
                .fields(fields);
        plan.changed()
                .flatMap(column -> times.instant(fields.get(column.name())))
                .ifPresent(record::changedAt);
        return record.build();
    }

    /** The values of a key as one text: with a comma between them, and a backslash before a comma of their own. */
    static String id(List<Object> key) {
        if (key.size() == 1) {
            return text(key.get(0));
        }
        StringBuilder id = new StringBuilder();
        for (Object each : key) {
            id.append(id.isEmpty() ? "" : ",")
                    .append(text(each).replace("\\", "\\\\").replace(",", "\\,"));
        }
        return id.toString();
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }

    /** The next page starts behind the last place: a second row in it would be missed. */
    private void requireDifferent(List<Object> one, List<Object> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return;
            }
        }
        throw new ConnectorException(
                ErrorCode.REMOTE_REJECTED,
                "'" + plan.relation().name() + "' has rows with the same value in "
                        + plan.order().key().stream()
                                .map(each -> "'" + each.name() + "'")
                                .toList()
                        + "; name more columns in 'key', until they tell all rows apart");
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return number.compareTo(second) == 0;
        }
        if (one instanceof OffsetDateTime time && other instanceof OffsetDateTime second) {
            return time.isEqual(second);
        }
        return Objects.deepEquals(one, other);
    }
}
