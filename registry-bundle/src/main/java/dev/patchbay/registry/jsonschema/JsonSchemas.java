package dev.patchbay.registry.jsonschema;

import dev.patchbay.model.Schema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes JSON Schemas of the schemas of types. */
public final class JsonSchemas {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    static final String DEFINITIONS = "#/$defs/";
    private static final Map<String, Object> PART = SchemaObject.of("pattern", "^[a-z0-9][a-z0-9-]{0,62}$");
    private static final Map<String, Object> VARIABLES = SchemaObject.of(
            "type",
            "object",
            "propertyNames",
            SchemaObject.of("pattern", "^[A-Za-z_][A-Za-z0-9_]{0,99}$"),
            "additionalProperties",
            SchemaObject.of("type", List.of("string", "number", "boolean")));
    private static final Map<String, Object> NAMES = SchemaObject.of(
            "anyOf",
            List.of(
                    SchemaObject.of("type", "string"),
                    SchemaObject.of("type", "array", "items", SchemaObject.of("type", "string"))));

    private JsonSchemas() {}

    /** Of the settings of one instance, by their keys. */
    public static Map<String, Object> ofType(Schema schema) {
        BlockSchema block = new BlockSchema(schema, "value:");
        Map<String, Object> definitions = SchemaObject.of("placeholder", ValueSchema.PLACEHOLDER);
        definitions.putAll(PathSchemas.definitions());
        definitions.putAll(block.values());
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("$schema", DRAFT);
        whole.put("title", "Settings of " + schema.type());
        if (!schema.description().isEmpty()) {
            whole.put("description", schema.description());
        }
        whole.putAll(block.flat());
        whole.put("$defs", definitions);
        return whole;
    }

    /** Of a YAML file with instances of these types, and of no others. */
    public static Map<String, Object> ofFile(Collection<Schema> types) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        Map<String, Object> ofFile = new LinkedHashMap<>();
        Map<String, Object> ofTenant = new LinkedHashMap<>();
        definitions.put("placeholder", ValueSchema.PLACEHOLDER);
        definitions.putAll(PathSchemas.definitions());
        for (Schema type : types) {
            BlockSchema block = new BlockSchema(type, "value:" + type.type() + ':');
            definitions.putAll(block.values());
            definitions.put("settings:" + type.type(), settings(block));
            definitions.put("instance:" + type.type(), instance(type, block));
            ofFile.put(type.type(), named(reference("instance:" + type.type())));
            ofTenant.put(
                    type.type(),
                    named(SchemaObject.of(
                            "allOf",
                            List.of(
                                    reference("instance:" + type.type()),
                                    SchemaObject.of("not", SchemaObject.of("required", List.of("tenants")))))));
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("$schema", DRAFT);
        whole.put("title", "Instances of connectors");
        whole.put("type", "object");
        whole.put("properties", sections(closed(ofFile), closed(ofTenant)));
        whole.put("additionalProperties", false);
        whole.put("$defs", definitions);
        return whole;
    }

    private static Map<String, Object> sections(Map<String, Object> ofFile, Map<String, Object> ofTenant) {
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put("$schema", SchemaObject.of("type", "string"));
        sections.put("variables", VARIABLES);
        sections.put(
                "templates",
                SchemaObject.of("type", "object", "additionalProperties", SchemaObject.of("type", "object")));
        sections.put("connectors", ofFile);
        sections.put(
                "tenants",
                SchemaObject.of(
                        "type",
                        "object",
                        "propertyNames",
                        PART,
                        "additionalProperties",
                        closed(SchemaObject.of("variables", VARIABLES, "connectors", ofTenant))));
        return sections;
    }

    /** A block with the settings of an instance, or with those in which one tenant differs. */
    private static Map<String, Object> settings(BlockSchema block) {
        return with(block.nested(), SchemaObject.of("extends", NAMES));
    }

    private static Map<String, Object> instance(Schema type, BlockSchema block) {
        Map<String, Object> tenants = SchemaObject.of(
                "anyOf",
                List.of(
                        SchemaObject.of(
                                "type",
                                "array",
                                "items",
                                SchemaObject.of("allOf", List.of(SchemaObject.of("type", "string"), PART))),
                        SchemaObject.of(
                                "type",
                                "object",
                                "propertyNames",
                                PART,
                                "additionalProperties",
                                reference("settings:" + type.type()))));
        Map<String, Object> instance = with(block.nested(), SchemaObject.of("extends", NAMES, "tenants", tenants));
        List<Map<String, Object>> required = block.requirements();
        if (!required.isEmpty()) {
            // A template, or what a tenant has of its own, may give the rest.
            instance.put(
                    "if",
                    SchemaObject.of(
                            "not",
                            SchemaObject.of(
                                    "anyOf",
                                    List.of(
                                            SchemaObject.of("required", List.of("extends")),
                                            SchemaObject.of("required", List.of("tenants"))))));
            instance.put("then", SchemaObject.of("allOf", required));
        }
        return instance;
    }

    private static Map<String, Object> with(Map<String, Object> block, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>(more);
        ((Map<?, ?>) block.get("properties")).forEach((key, value) -> properties.put(key.toString(), value));
        block.put("properties", properties);
        return block;
    }

    private static Map<String, Object> named(Map<String, Object> instance) {
        return SchemaObject.of("type", "object", "propertyNames", PART, "additionalProperties", instance);
    }

    private static Map<String, Object> closed(Map<String, Object> properties) {
        return SchemaObject.of("type", "object", "properties", properties, "additionalProperties", false);
    }

    private static Map<String, Object> reference(String definition) {
        return SchemaObject.of("$ref", DEFINITIONS + definition);
    }
}
