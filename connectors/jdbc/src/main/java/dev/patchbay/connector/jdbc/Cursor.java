package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Behind which row a pull goes on, as text that can be stored.
 *
 * <p>It says what it belongs to and in which order, so that it can be told from others; its values are exact; a check
 * sum finds what was cut or mistyped. Written as Base64url of four bytes CRC-32 and JSON.
 *
 * @param of the identity of the relation
 * @param by the names of the columns that the rows are ordered by
 * @param at the values of the last row in these columns; empty at the very beginning
 */
record Cursor(String of, List<String> by, List<Object> at) {
    private static final int VERSION = 1;

    String encode() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("of", of);
        members.put("by", by);
        members.put("at", at.stream().map(Cursor::tagged).toList());
        byte[] json = Json.write(members).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + json.length);
        bytes.putInt(checksum(json)).put(json);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads a cursor and requires that it belongs here.
     *
     * @throws ConnectorException with CURSOR_INVALID if not
     */
    static Cursor decode(String text, String of, List<String> by) {
        Cursor cursor;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            byte[] json = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
            if (ByteBuffer.wrap(bytes).getInt() != checksum(json)) {
                throw new IllegalArgumentException();
            }
            cursor = of((Map<?, ?>) Json.read(new String(json, StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID,
                    "the cursor is not one of this connector, or was damaged; start from the beginning");
        }
        if (!cursor.of.equals(of) || !cursor.by.equals(by)) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID,
                    "the cursor belongs to another table, query or order than that of this pull;"
                            + " ask as before, or start from the beginning");
        }
        return cursor;
    }

    private static Cursor of(Map<?, ?> members) {
        if (!members.get("v").equals(VERSION)) {
            throw new IllegalArgumentException();
        }
        List<?> by = (List<?>) members.get("by");
        List<?> at = (List<?>) members.get("at");
        if (!at.isEmpty() && at.size() != by.size()) {
            throw new IllegalArgumentException();
        }
        return new Cursor(
                (String) members.get("of"),
                by.stream().map(String.class::cast).toList(),
                at.stream().map(each -> value((String) each)).toList());
    }

    private static int checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static String tagged(Object value) {
        if (value instanceof byte[] bytes) {
            return "x" + Base64.getEncoder().encodeToString(bytes);
        }
        return tag(value) + value.toString();
    }

    private static char tag(Object value) {
        if (value instanceof String) {
            return 's';
        } else if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return 'i';
        } else if (value instanceof BigDecimal) {
            return 'd';
        } else if (value instanceof Double) {
            return 'f';
        } else if (value instanceof Boolean) {
            return 'b';
        } else if (value instanceof UUID) {
            return 'u';
        } else if (value instanceof LocalDate) {
            return 'D';
        } else if (value instanceof LocalTime) {
            return 'T';
        } else if (value instanceof OffsetTime) {
            return 'O';
        } else if (value instanceof LocalDateTime) {
            return 'L';
        } else if (value instanceof OffsetDateTime) {
            return 'Z';
        }
        throw new IllegalStateException("no cursor can hold a " + value.getClass());
    }

    private static Object value(String tagged) {
        String text = tagged.substring(1);
        return switch (tagged.charAt(0)) {
            case 's' -> text;
            case 'i' -> integer(text);
            case 'd' -> new BigDecimal(text);
            case 'f' -> Double.valueOf(text);
            case 'b' -> Boolean.valueOf(text);
            case 'u' -> UUID.fromString(text);
            case 'x' -> Base64.getDecoder().decode(text);
            case 'D' -> LocalDate.parse(text);
            case 'T' -> LocalTime.parse(text);
            case 'O' -> OffsetTime.parse(text);
            case 'L' -> LocalDateTime.parse(text);
            case 'Z' -> OffsetDateTime.parse(text);
            default -> throw new IllegalArgumentException();
        };
    }

    private static Object integer(String text) {
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
}
