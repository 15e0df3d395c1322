package dev.patchbay.connector.jdbc;

import java.sql.Types;
import java.util.Locale;

/** How values of a column are read and written, for types of all databases. */
enum ColumnKind {
    BOOLEAN,
    INTEGER,
    LONG,
    DECIMAL,
    REAL,
    DOUBLE,
    TEXT,
    BINARY,
    DATE,
    TIME,
    TIME_WITH_ZONE,
    TIMESTAMP,
    TIMESTAMP_WITH_ZONE,
    UUID,
    JSON,
    ARRAY,
    /** Whatever the database has besides, such as intervals, ranges and enums: as the text that it writes for it. */
    OTHER;

    static ColumnKind of(int type, String typeName) {
        // Names first: drivers give one number to types that differ.
        return switch (String.valueOf(typeName).toLowerCase(Locale.ROOT)) {
            case "uuid" -> UUID;
            case "json", "jsonb" -> JSON;
            case "timestamptz" -> TIMESTAMP_WITH_ZONE;
            case "timetz" -> TIME_WITH_ZONE;
            case "bool" -> BOOLEAN;
            case "bigint unsigned", "decfloat" -> DECIMAL;
            case "bit", "varbit", "money" -> OTHER;
            default -> byNumber(type);
        };
    }

    /** The kind of an array's elements, by the name of the array's type; OTHER for those that need no care. */
    static ColumnKind ofElements(String arrayType) {
        String name = arrayType.toLowerCase(Locale.ROOT).replaceFirst("^_", "");
        if (name.startsWith("timestamp")) {
            return name.contains("tz") || name.contains("with time zone") ? TIMESTAMP_WITH_ZONE : TIMESTAMP;
        }
        if (name.startsWith("date")) {
            return DATE;
        }
        if (name.startsWith("bytea") || name.startsWith("binary")) {
            return BINARY;
        }
        return name.equals("json") || name.equals("jsonb") ? JSON : OTHER;
    }

    private static ColumnKind byNumber(int type) {
        return switch (type) {
            case Types.BOOLEAN, Types.BIT -> BOOLEAN;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
            case Types.BIGINT -> LONG;
            case Types.DECIMAL, Types.NUMERIC -> DECIMAL;
            case Types.REAL -> REAL;
            case Types.FLOAT, Types.DOUBLE -> DOUBLE;
            case Types.DATE -> DATE;
            case Types.TIME -> TIME;
            case Types.TIME_WITH_TIMEZONE -> TIME_WITH_ZONE;
            case Types.TIMESTAMP -> TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> TIMESTAMP_WITH_ZONE;
            case Types.ARRAY -> ARRAY;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BINARY;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.CLOB,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.NCLOB -> TEXT;
            default -> OTHER;
        };
    }

    /** Whether values have an order that can be told to the database again. */
    boolean isOrdered() {
        return this != JSON && this != ARRAY;
    }

    boolean isTemporal() {
        return this == DATE || this == TIMESTAMP || this == TIMESTAMP_WITH_ZONE;
    }
}
