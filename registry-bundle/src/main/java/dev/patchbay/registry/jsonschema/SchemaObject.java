package dev.patchbay.registry.jsonschema;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects whose members keep their order, so that the same schema is always the same text. */
final class SchemaObject {
    private SchemaObject() {}

    /** @param namesAndValues names and values in turn */
    static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            object.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return object;
    }
}
