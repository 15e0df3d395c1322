package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.jsonschema.JsonSchemas;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The verb {@code schema}. */
final class ShowSchema implements Verb {
    static final String SUMMARY = "Shows the settings that instances of a type can have";

    private static final String JSON_SCHEMA = "--json-schema";

    private static final Manual MANUAL = new Manual(
            "schema",
            SUMMARY,
            Syntax.none().optional("TYPE").flag(JSON_SCHEMA, "prints a JSON Schema (draft 2020-12)"),
            """
            Those of the type come first, then those that every instance has. As a JSON Schema it is for editors and
            programs: of the settings of a type, or without one, of a YAML file in config/ with instances of all types
            that are installed. Save that, and name it in the first line of the file:

              schema jdbc
              schema --json-schema > patchbay.schema.json
              # yaml-language-server: $schema=../patchbay.schema.json
            """);

    private final ConnectorRegistry registry;

    ShowSchema(ConnectorRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        Optional<Schema> asked = arguments.optionalOperand("TYPE").map(registry::schema);
        if (arguments.has(JSON_SCHEMA)) {
            Json.print(asked.map(JsonSchemas::ofType).orElseGet(this::ofFile), console);
            return;
        }
        Schema schema = asked.orElseThrow(() -> arguments.wrong("names no TYPE"));
        if (arguments.json()) {
            Json.print(facts(schema), console);
            return;
        }
        Table table = new Table("KEY", "FORM", "DEFAULT", "MEANING");
        schema.attributes().forEach(each -> table.row(each.key(), form(each), standard(each), meaning(each)));
        table.print(console);
        if (schema.isOpen()) {
            console.out().print("Any other key is allowed too.\n");
        }
    }

    private Map<String, Object> ofFile() {
        return JsonSchemas.ofFile(
                registry.types().stream().map(registry::schema).toList());
    }

    /** What a value looks like: its type, what it is limited to, and whether there can be several. */
    static String form(Attribute attribute) {
        String type = attribute.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String form = attribute.options().isEmpty() ? type : String.join("|", attribute.options());
        String least = attribute.minimum().map(each -> ", from " + each).orElse("");
        String most = attribute.maximum().map(each -> ", to " + each).orElse("");
        String like = attribute.expected().isEmpty() ? "" : ", " + attribute.expected();
        return form + least + most + like + (attribute.list() ? ", several" : "");
    }

    static String meaning(Attribute attribute) {
        String description = attribute.description();
        return description.isEmpty() && !attribute.name().equals(attribute.key()) ? attribute.name() : description;
    }

    static String standard(Attribute attribute) {
        String text = String.join(",", attribute.defaults());
        return text.isEmpty() && attribute.required() ? "(required)" : text;
    }

    static Map<String, Object> facts(Schema schema) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", schema.type());
        facts.put("description", schema.description());
        facts.put("open", schema.isOpen());
        facts.put(
                "attributes",
                schema.attributes().stream().map(ShowSchema::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Attribute attribute) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("key", attribute.key());
        facts.put("name", attribute.name());
        facts.put("description", attribute.description());
        facts.put("type", attribute.type());
        facts.put("required", attribute.required());
        facts.put("list", attribute.list());
        facts.put("defaults", attribute.defaults());
        facts.put("options", attribute.options());
        facts.put("minimum", attribute.minimum().orElse(null));
        facts.put("maximum", attribute.maximum().orElse(null));
        facts.put("schemes", attribute.schemes());
        facts.put("pattern", attribute.pattern().map(Pattern::pattern).orElse(null));
        facts.put("expected", attribute.expected());
        return facts;
    }
}
