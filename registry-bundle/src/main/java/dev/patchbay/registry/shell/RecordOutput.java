package dev.patchbay.registry.shell;

import dev.patchbay.model.ConnectorRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where pulled records go. */
interface RecordOutput {

    void record(ConnectorRecord record);

    /**
     * Called once, also after a failure.
     *
     * @param cursor where to go on, or the checkpoint if there are no more; empty if that is the beginning
     */
    void end(long count, Optional<String> cursor, boolean more);

    /** A record as an object whose own facts cannot collide with its fields. */
    static Map<String, Object> facts(ConnectorRecord record) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", record.type());
        facts.put("id", record.id().orElse(null));
        facts.put("changedAt", record.changedAt().orElse(null));
        facts.put("fields", record.fields());
        return facts;
    }
}
