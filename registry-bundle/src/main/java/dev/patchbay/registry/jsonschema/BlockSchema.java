package dev.patchbay.registry.jsonschema;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a type as a mapping: by their keys, or nested with the parts of the keys as names, or mixed. */
final class BlockSchema {
    private static final String MAPPING = "mapping.";

    private final Schema schema;
    private final String name;

    /** @param name what the names of its definitions begin with */
    BlockSchema(Schema schema, String name) {
        this.schema = schema;
        this.name = name;
    }

    /** The values of all settings by the names of their definitions. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        keys().forEach(each -> values.put(name + each.key(), ValueSchema.of(each)));
        return values;
    }

    /** Keys with dots in one piece, as in a .cfg. */
    Map<String, Object> flat() {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys().forEach(each -> properties.put(each.key(), value(each)));
        Map<String, Object> block = block(properties, PathSchemas.flatKeys());
        List<String> required = required();
        if (!required.isEmpty()) {
            block.put("required", required);
        }
        return block;
    }

    /** As in a YAML file: keys may be taken apart at their dots. Nothing is required of it by itself. */
    Map<String, Object> nested() {
        Map<String, Object> block = block(below(""), PathSchemas.nestedKeys());
        properties(block).put("mapping", PathSchemas.nested());
        return block;
    }

    /** For each key that is required, a schema that only a nested block that has it fits. */
    List<Map<String, Object>> requirements() {
        return required().stream().map(BlockSchema::having).toList();
    }

    private List<Attribute> keys() {
        return schema.attributes().stream()
                .filter(each -> !each.key().startsWith(MAPPING))
                .toList();
    }

    private List<String> required() {
        return keys().stream()
                .filter(each -> each.required() && each.defaults().isEmpty())
                .map(Attribute::key)
                .toList();
    }

    private Map<String, Object> block(Map<String, Object> properties, Map<String, Object> patterns) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "object");
        block.put("properties", properties);
        block.put("patternProperties", patterns);
        block.put("additionalProperties", schema.isOpen());
        return block;
    }

    @SuppressWarnings("unchecked") // made above
    private static Map<String, Object> properties(Map<String, Object> block) {
        return (Map<String, Object>) block.get("properties");
    }

    /** What may stand in a mapping that holds the rest of keys that begin so. */
    private Map<String, Object> below(String prefix) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Attribute attribute : keys()) {
            if (attribute.key().startsWith(prefix)) {
                String rest = attribute.key().substring(prefix.length());
                add(properties, rest, value(attribute));
                for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
                    String part = rest.substring(0, dot);
                    if (!isBlock(properties.get(part))) {
                        add(properties, part, inner(prefix + part + '.'));
                    }
                }
            }
        }
        return properties;
    }

    private Map<String, Object> inner(String prefix) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "object");
        block.put("properties", below(prefix));
        block.put("additionalProperties", schema.isOpen());
        return block;
    }

    /** A name may be that of a value and the beginning of other keys. */
    private static void add(Map<String, Object> properties, String name, Map<String, Object> form) {
        properties.merge(name, form, (first, second) -> SchemaObject.of("anyOf", List.of(first, second)));
    }

    private static boolean isBlock(Object form) {
        return form instanceof Map<?, ?> map
                && (map.containsKey("properties")
                        || map.get("anyOf") instanceof List<?> both
                                && both.stream().anyMatch(BlockSchema::isBlock));
    }

    private Map<String, Object> value(Attribute attribute) {
        return SchemaObject.of("$ref", JsonSchemas.DEFINITIONS + name + attribute.key());
    }

    private static Map<String, Object> having(String key) {
        List<Map<String, Object>> ways = new ArrayList<>();
        ways.add(SchemaObject.of("required", List.of(key)));
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            String part = key.substring(0, dot);
            ways.add(SchemaObject.of(
                    "required", List.of(part), "properties", SchemaObject.of(part, having(key.substring(dot + 1)))));
        }
        return ways.size() == 1 ? ways.get(0) : SchemaObject.of("anyOf", ways);
    }
}
