package dev.patchbay.connector.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which columns rows are found that a push changes, for tables where that is not the primary key. */
final class PushKeys {
    private final Map<String, List<String>> columns;

    private PushKeys(Map<String, List<String>> columns) {
        this.columns = columns;
    }

    /** Reads {@code TABLE:COLUMN+COLUMN} entries; what is wrong is added to the problems. */
    static PushKeys parse(String[] entries, List<String> problems) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String entry : entries) {
            String text = entry.trim();
            int colon = text.lastIndexOf(':');
            if (text.isEmpty()) {
                continue;
            }
            List<String> names = List.of(text.substring(colon + 1).split("\\+", -1));
            if (colon < 1 || names.stream().anyMatch(String::isBlank)) {
                problems.add("'push.key' has '" + text + "'; write TABLE:COLUMN or TABLE:COLUMN+COLUMN");
            } else {
                columns.put(
                        text.substring(0, colon).trim(),
                        names.stream().map(String::trim).toList());
            }
        }
        return new PushKeys(columns);
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** The names of the columns as the settings have them, for a table by any of its names. */
    Optional<List<String>> of(String recordType, Relation table) {
        for (Map.Entry<String, List<String>> each : columns.entrySet()) {
            String name = each.getKey();
            if (name.equals(recordType)
                    || name.equalsIgnoreCase(table.name())
                    || name.equalsIgnoreCase(table.schema() + "." + table.name())) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }
}
