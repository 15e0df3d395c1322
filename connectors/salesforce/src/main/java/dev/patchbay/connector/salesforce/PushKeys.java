package dev.patchbay.connector.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** By which external id field the records of an object are upserted. */
record PushKeys(Map<String, String> fields) {

    PushKeys {
        fields = Map.copyOf(fields);
    }

    /** @param setting {@code OBJECT:FIELD} with commas between, as the settings' rule has seen to; may be empty */
    static PushKeys parse(String setting) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String each : setting.split(",")) {
            String[] parts = each.split(":");
            if (parts.length == 2) {
                fields.put(Soql.object(parts[0].strip()), Soql.field(parts[1].strip()));
            }
        }
        return new PushKeys(fields);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    Optional<String> of(String object) {
        return Optional.ofNullable(fields.get(object));
    }
}
