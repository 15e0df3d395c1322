package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.changes.ChangeShape;
import dev.patchbay.toolkit.changes.Stamp;
import java.util.Map;
import java.util.Optional;

/**
 * Where a record has its id and its time of change.
 *
 * @param changed empty if it has none
 */
record RecordShape(String id, String changed) implements ChangeShape {

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

    /** @throws ConnectorException with UNEXPECTED_RESPONSE if there is none */
    @Override
    public String idOf(Map<String, Object> item) {
        return id(item).orElseThrow(() -> missing("id", id, "id"));
    }

    /** @throws ConnectorException with UNEXPECTED_RESPONSE if there is none */
    @Override
    public Stamp stampOf(Map<String, Object> item) {
        return stamp(item).orElseThrow(() -> missing("time of change", changed, "changed"));
    }

    private static ConnectorException missing(String what, String pointer, String key) {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                "a record has no " + what + " at '" + pointer + "'; see whether '" + key + "' points to where it lies");
    }
}
