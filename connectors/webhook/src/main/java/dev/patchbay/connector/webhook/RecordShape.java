package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.toolkit.Document;
import java.util.Map;
import java.util.Optional;

/**
 * Where a record has its id and its time of change.
 *
 * @param changed empty if it has none
 */
record RecordShape(String id, String changed) {

    RecordShape {
        id = id.strip();
        changed = changed.strip();
    }

    ConnectorRecord record(String type, Map<String, Object> item) {
        return ConnectorRecord.builder(type)
                .id(id(item).orElse(null))
                .changedAt(stamp(item).flatMap(Stamp::time).orElse(null))
                .fields(item)
                .build();
    }

    Optional<String> id(Map<String, Object> item) {
        return id.isEmpty() ? Optional.empty() : Document.of(item).text(id);
    }

    Optional<Stamp> stamp(Map<String, Object> item) {
        return changed.isEmpty()
                ? Optional.empty()
                : Document.of(item)
                        .text(changed)
                        .filter(each -> !each.isBlank())
                        .map(Stamp::new);
    }
}
