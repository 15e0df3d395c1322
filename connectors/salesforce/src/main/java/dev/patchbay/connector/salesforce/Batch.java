package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that are next to each other and are written by one request: to one object and in one way.
 *
 * @param key the external id field by which they are upserted; empty if they are created or updated
 * @param update whether they are updated, by their ids
 * @param places of the records among all, from 0
 */
record Batch(String object, String key, boolean update, List<ConnectorRecord> records, List<Integer> places) {
    /** Salesforce takes no more at once. */
    private static final int MOST = 200;

    static Batch of(String object, String key, boolean update) {
        return new Batch(object, key, update, new ArrayList<>(), new ArrayList<>());
    }

    boolean takes(Batch other) {
        return records.size() < MOST && object.equals(other.object) && key.equals(other.key) && update == other.update;
    }

    String method() {
        return update || !key.isEmpty() ? "PATCH" : "POST";
    }

    String path() {
        return key.isEmpty() ? "/composite/sobjects" : "/composite/sobjects/{object}/{key}";
    }

    /** One that Salesforce refuses does not keep the others from being written. */
    Map<String, Object> body() {
        return Map.of(
                "allOrNone",
                false,
                "records",
                records.stream().map(this::written).toList());
    }

    private Map<String, Object> written(ConnectorRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("attributes", Map.of("type", object));
        if (update) {
            fields.put("id", record.id().orElseThrow());
        }
        record.fields().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Id") && !name.equals("attributes")) {
                fields.put(name, value);
            }
        });
        return fields;
    }
}
