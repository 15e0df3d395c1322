package dev.patchbay.connector.jdbc;

import dev.patchbay.toolkit.Json;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A list as PostgreSQL writes an array: exact for elements of every type, as the server reads them by their column. */
final class ArrayLiteral {
    private ArrayLiteral() {}

    static String of(List<?> elements) {
        return elements.stream().map(ArrayLiteral::element).collect(Collectors.joining(",", "{", "}"));
    }

    private static String element(Object element) {
        if (element == null) {
            return "NULL";
        }
        if (element instanceof List<?> inner) {
            return of(inner);
        }
        return '"' + text(element).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String text(Object element) {
        if (element instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (element instanceof Map<?, ?> object) {
            return Json.write(object);
        }
        if (element.equals(LocalDate.MAX) || element.equals(LocalDateTime.MAX) || element.equals(OffsetDateTime.MAX)) {
            return "infinity";
        }
        if (element.equals(LocalDate.MIN) || element.equals(LocalDateTime.MIN) || element.equals(OffsetDateTime.MIN)) {
            return "-infinity";
        }
        return element.toString();
    }
}
