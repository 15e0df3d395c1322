package dev.patchbay.connector.jdbc;

import dev.patchbay.toolkit.Json;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads values of a result exactly as the database has them, in the types that a record may hold. */
final class ColumnReader {
    private ColumnReader() {}

    /** The value in a column of the current row, null if there is none. */
    static Object read(ResultSet rows, int index, ColumnKind kind) throws SQLException {
        Object value = switch (kind) {
            case BOOLEAN -> rows.getBoolean(index);
            case INTEGER -> rows.getInt(index);
            case LONG -> rows.getLong(index);
            // As a float first: PostgreSQL's driver would read its short text as the double nearest to that.
            case REAL -> (double) rows.getFloat(index);
            case DOUBLE -> rows.getDouble(index);
            case DECIMAL -> decimal(rows.getString(index));
            case TEXT, OTHER -> rows.getString(index);
            case BINARY -> rows.getBytes(index);
            case DATE -> rows.getObject(index, LocalDate.class);
            case TIME -> rows.getObject(index, LocalTime.class);
            case TIME_WITH_ZONE -> rows.getObject(index, OffsetTime.class);
            case TIMESTAMP -> rows.getObject(index, LocalDateTime.class);
            case TIMESTAMP_WITH_ZONE -> rows.getObject(index, OffsetDateTime.class);
            case UUID -> uuid(rows.getString(index));
            case JSON -> json(rows.getString(index));
            case ARRAY -> list(rows.getArray(index));
        };
        return rows.wasNull() ? null : value;
    }

    /** The kinds of all columns of a result. */
    static ColumnKind[] kinds(ResultSetMetaData columns) throws SQLException {
        ColumnKind[] kinds = new ColumnKind[columns.getColumnCount()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = ColumnKind.of(columns.getColumnType(i + 1), columns.getColumnTypeName(i + 1));
        }
        return kinds;
    }

    /** PostgreSQL's numeric and H2's DECFLOAT know values that no BigDecimal has. */
    private static Number decimal(String text) {
        if (text == null) {
            return null;
        }
        char last = text.charAt(text.length() - 1);
        return last == 'N' || last == 'y' ? (Number) Double.valueOf(text) : new BigDecimal(text);
    }

    private static UUID uuid(String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static Object json(String text) {
        return text == null ? null : Json.read(text);
    }

    /** The elements one by one, as rows: their own types are lost in the driver's Java array. */
    private static List<Object> list(Array array) throws SQLException {
        if (array == null) {
            return null;
        }
        List<Object> elements = new ArrayList<>();
        try (ResultSet rows = array.getResultSet()) {
            ColumnKind kind = kinds(rows.getMetaData())[1];
            while (rows.next()) {
                elements.add(read(rows, 2, kind));
            }
        }
        array.free();
        return elements;
    }
}
