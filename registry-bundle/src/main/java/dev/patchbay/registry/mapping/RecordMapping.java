package dev.patchbay.registry.mapping;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.WebhookResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields of records come from where, and go where; made once for the settings of an instance. Immutable. No record
 * makes it fail: what cannot be found is left out. Type, id and time of a record are never touched.
 */
public final class RecordMapping {
    /** What the keys of settings begin with that map fields of pulled records. */
    public static final String PULL = "mapping.";

    /** The same for pushed records. */
    public static final String PUSH = "mapping.push.";

    /** Leaves everything as it is. */
    public static final RecordMapping NONE = new RecordMapping(Map.of(), Map.of(), new PushTree());

    private final Map<String, FieldPath> pull;
    private final Map<String, FieldPath> push;
    private final PushTree tree;

    private RecordMapping(Map<String, FieldPath> pull, Map<String, FieldPath> push, PushTree tree) {
        this.pull = pull;
        this.push = push;
        this.tree = tree;
    }

    /**
     * Of settings in which {@link MappingFaults} finds nothing wrong.
     *
     * @param texts by key; those of other settings are passed over
     */
    public static RecordMapping of(Map<String, String> texts) {
        MappingFaults read = new MappingFaults(texts);
        return read.pull().isEmpty() && read.push().isEmpty()
                ? NONE
                : new RecordMapping(read.pull(), read.push(), read.tree());
    }

    /** A page as callers get it. */
    public Page pulled(Page page) {
        return pull.isEmpty() ? page : page.withRecords(pulled(page.records()));
    }

    /** A delivery as subscribers get it. */
    public WebhookResult received(WebhookResult result) {
        return pull.isEmpty() ? result : result.withRecords(pulled(result.records()));
    }

    /** Records as the connector gets them. */
    public List<ConnectorRecord> pushed(List<ConnectorRecord> records) {
        return push.isEmpty() ? records : records.stream().map(this::pushed).toList();
    }

    private List<ConnectorRecord> pulled(List<ConnectorRecord> records) {
        return records.stream().map(this::pulled).toList();
    }

    /** Every path is looked up in the record as it came, so that two fields can change places. */
    private ConnectorRecord pulled(ConnectorRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>(record.fields());
        pull.forEach((field, path) -> {
            Object value = path.in(record.fields());
            if (value == Step.ABSENT) {
                fields.remove(field);
            } else {
                fields.put(field, value);
            }
        });
        return with(record, fields);
    }

    private ConnectorRecord pushed(ConnectorRecord record) {
        Map<String, Object> rest = new LinkedHashMap<>(record.fields());
        Map<String, Object> moved = new LinkedHashMap<>();
        push.keySet().forEach(field -> {
            if (rest.containsKey(field)) {
                moved.put(field, rest.remove(field));
            }
        });
        return moved.isEmpty() ? record : with(record, tree.over(rest, moved));
    }

    private static ConnectorRecord with(ConnectorRecord record, Map<String, Object> fields) {
        return ConnectorRecord.builder(record.type())
                .id(record.id().orElse(null))
                .changedAt(record.changedAt().orElse(null))
                .fields(fields)
                .build();
    }
}
