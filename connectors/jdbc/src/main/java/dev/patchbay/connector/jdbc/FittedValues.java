package dev.patchbay.connector.jdbc;

import dev.patchbay.toolkit.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes values fit their columns, also those that come as the text that JSON has for them, so that a batch is refused
 * with all that is wrong in it before anything is sent.
 */
final class FittedValues {
    private final Times times;

    FittedValues(ZoneId zone) {
        this.times = new Times(zone);
    }

    /** @throws IllegalArgumentException if the value cannot be one of the column; the message tells what it takes */
    Object fit(Column column, Object value) {
        if (value == null) {
            return null;
        }
        try {
            return switch (column.kind()) {
                case BOOLEAN -> bool(value);
                case INTEGER, LONG -> integer(value);
                case DECIMAL -> decimal(column, value);
                case REAL, DOUBLE ->
                    value instanceof Number number ? number.doubleValue() : Double.valueOf(text(value));
                case TEXT, OTHER -> value instanceof Map || value instanceof List ? Json.write(value) : text(value);
                case BINARY ->
                    value instanceof byte[] ? value : Base64.getDecoder().decode(text(value));
                case DATE -> times.date(value);
                case TIME -> times.time(value);
                case TIME_WITH_ZONE -> times.timeWithZone(value);
                case TIMESTAMP -> times.timestamp(value);
                case TIMESTAMP_WITH_ZONE -> times.timestampWithZone(value);
                case UUID -> value instanceof UUID ? value : UUID.fromString(text(value));
                case JSON -> Json.write(value);
                case ARRAY -> elements(ColumnKind.ofElements(column.typeName()), value);
            };
        } catch (TooFine e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("takes " + wants(column.kind()) + "; the record has "
                    + (value instanceof CharSequence ? "a text that is none" : "another kind of value"));
        }
    }

    private static Boolean bool(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        return switch (text(value)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Object integer(Object value) {
        BigInteger number = new BigDecimal(text(value)).toBigIntegerExact();
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static Number decimal(Column column, Object value) {
        String text = text(value);
        if (text.equals("NaN") || text.endsWith("Infinity")) {
            return Double.valueOf(text);
        }
        BigDecimal number = new BigDecimal(text);
        if (column.decimals().isPresent()
                && number.stripTrailingZeros().scale() > column.decimals().getAsInt()) {
            // Databases round without a word.
            throw new TooFine(
                    "keeps " + column.decimals().getAsInt() + " decimal places; the record has more, round it first");
        }
        return number;
    }

    /** Elements that JSON has as text become what they are; the others are read by the database. */
    private List<Object> elements(ColumnKind kind, Object value) {
        Object list = value instanceof CharSequence ? Json.read(text(value)) : value;
        List<Object> elements = new ArrayList<>();
        for (Object each : (List<?>) list) {
            elements.add(each instanceof List<?> ? elements(kind, each) : element(kind, each));
        }
        return elements;
    }

    private Object element(ColumnKind kind, Object value) {
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case BINARY -> bytes(value);
            case DATE -> times.date(value);
            case TIMESTAMP -> times.timestamp(value);
            case TIMESTAMP_WITH_ZONE -> times.timestampWithZone(value);
            case JSON -> Json.write(value);
            default -> value;
        };
    }

    private static Object bytes(Object value) {
        return value instanceof byte[] ? value : Base64.getDecoder().decode(text(value));
    }

    private static String text(Object value) {
        if (value instanceof byte[]) {
            throw new IllegalArgumentException();
        }
        return value.toString();
    }

    private static String wants(ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> "true or false";
            case INTEGER, LONG -> "a whole number";
            case DECIMAL, REAL, DOUBLE -> "a number";
            case TEXT, OTHER -> "a text";
            case BINARY -> "bytes, or their Base64 text";
            case DATE -> "a date such as 2018-02-07";
            case TIME -> "a time such as 13:45:00";
            case TIME_WITH_ZONE -> "a time with its offset such as 13:45:00+01:00";
            case TIMESTAMP -> "a date and time such as 2018-02-07T13:45:00";
            case TIMESTAMP_WITH_ZONE -> "a date and time with its offset such as 2018-02-07T13:45:00Z";
            case UUID -> "a UUID";
            case JSON -> "a value that JSON knows";
            case ARRAY -> "a list";
        };
    }

    /** Its message says it all already. */
    private static final class TooFine extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        TooFine(String message) {
            super(message);
        }
    }
}
