package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as Salesforce writes them. */
final class Rows {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

    private Rows() {}

    static ConnectorRecord record(String type, Map<String, Object> row) {
        return ConnectorRecord.builder(type)
                .id(id(row).orElse(null))
                .changedAt(changed(row).orElse(null))
                .fields(plain(row))
                .build();
    }

    static Optional<String> id(Map<String, Object> row) {
        return Optional.ofNullable(row.get("Id")).map(String::valueOf);
    }

    static Optional<Instant> changed(Map<String, Object> row) {
        if (!(row.get("SystemModstamp") instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }

    /** Without what Salesforce says about each object in it: its type and its URL. */
    static Map<String, Object> plain(Map<?, ?> row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            if (!name.equals("attributes")) {
                fields.put(String.valueOf(name), plainValue(value));
            }
        });
        return fields;
    }

    private static Object plainValue(Object value) {
        if (value instanceof Map<?, ?> object) {
            return plain(object);
        }
        return value instanceof List<?> list
                ? list.stream().map(Rows::plainValue).toList()
                : value;
    }
}
