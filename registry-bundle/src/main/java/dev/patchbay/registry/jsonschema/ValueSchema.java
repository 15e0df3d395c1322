package dev.patchbay.registry.jsonschema;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one setting may be: a value of its form, the same as a text, or a text with a reference in it. */
final class ValueSchema {

    /** A reference to a secret, or a variable of a YAML file: what stands there is known when it is read. */
    static final Map<String, Object> PLACEHOLDER =
            SchemaObject.of("type", "string", "pattern", "\\$\\[[a-z][a-z0-9-]*:[^\\]\\r\\n]+\\]|\\$\\{[^}\\r\\n]+\\}");

    private static final String DURATION = "^\\s*(\\d{1,12}\\s*([mM][sS]|[sSmMhHdD])|[pP].+)\\s*$";

    /** What Java understands and JSON Schema, which has the expressions of JavaScript, does not. */
    private static final Pattern ONLY_JAVA =
            Pattern.compile("\\(\\?(?![:=!])|[*+?}]\\+|\\\\[pPQEAzZGhHRX]|&&|\\[[^\\]]*\\[");

    private final Attribute attribute;

    private ValueSchema(Attribute attribute) {
        this.attribute = attribute;
    }

    static Map<String, Object> of(Attribute attribute) {
        return new ValueSchema(attribute).whole();
    }

    private Map<String, Object> whole() {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!attribute.name().equals(attribute.key())) {
            schema.put("title", attribute.name());
        }
        if (!attribute.description().isEmpty()) {
            schema.put("description", attribute.description());
        }
        if (attribute.type() == Type.PASSWORD) {
            schema.put("writeOnly", true);
        } else {
            standard().ifPresent(value -> schema.put("default", value));
        }
        schema.putAll(attribute.list() ? list() : anyOf(single()));
        return schema;
    }

    /** One text with commas between the values, or a list of them. */
    private Map<String, Object> list() {
        return SchemaObject.of(
                "anyOf",
                List.of(
                        SchemaObject.of("type", "array", "items", anyOf(single())),
                        SchemaObject.of("type", scalarTypes())));
    }

    private static Map<String, Object> anyOf(List<Map<String, Object>> forms) {
        return forms.size() == 1 ? forms.get(0) : SchemaObject.of("anyOf", forms);
    }

    private List<Map<String, Object>> single() {
        if (!attribute.options().isEmpty()) {
            return orPlaceholder(SchemaObject.of("enum", options()));
        }
        return switch (attribute.type()) {
            case PASSWORD -> List.of(bounded("string", "minLength", "maxLength"));
            case STRING -> text();
            case BOOLEAN ->
                List.of(
                        SchemaObject.of("type", "boolean"),
                        pattern("^\\s*([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])\\s*$"),
                        placeholder());
            case INTEGER, LONG ->
                List.of(bounded("integer", "minimum", "maximum"), pattern("^\\s*[+-]?\\d{1,19}\\s*$"), placeholder());
            case DOUBLE ->
                List.of(
                        bounded("number", "minimum", "maximum"),
                        pattern("^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$"),
                        placeholder());
            case DURATION -> orPlaceholder(pattern(DURATION));
            case VERSION_RANGE -> List.of(SchemaObject.of("type", List.of("string", "number")));
            case URL -> orPlaceholder(url());
        };
    }

    private List<Map<String, Object>> text() {
        Map<String, Object> plain = bounded("string", "minLength", "maxLength");
        Optional<String> pattern = attribute
                .pattern()
                .map(Pattern::pattern)
                .filter(each -> !ONLY_JAVA.matcher(each).find());
        if (pattern.isPresent()) {
            plain.put("pattern", "^(?:" + pattern.get() + ")$");
        }
        boolean free = plain.size() == 1;
        return free ? List.of(SchemaObject.of("type", scalarTypes())) : orPlaceholder(plain);
    }

    private Map<String, Object> url() {
        String schemes = attribute.schemes().isEmpty()
                ? "[a-zA-Z][a-zA-Z0-9+.-]*"
                : attribute.schemes().stream()
                        .map(each -> each.replaceAll("[.+]", "\\\\$0"))
                        .collect(Collectors.joining("|", "(", ")"));
        Map<String, Object> url = new LinkedHashMap<>(pattern("^\\s*" + schemes + ":.+"));
        url.put("format", "uri");
        return url;
    }

    private static List<Map<String, Object>> orPlaceholder(Map<String, Object> form) {
        return List.of(form, placeholder());
    }

    private static Map<String, Object> placeholder() {
        return SchemaObject.of("$ref", "#/$defs/placeholder");
    }

    private Map<String, Object> bounded(String type, String least, String most) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        attribute.minimum().ifPresent(each -> schema.put(least, new BigDecimal(each)));
        attribute.maximum().ifPresent(each -> schema.put(most, new BigDecimal(each)));
        return schema;
    }

    private static Map<String, Object> pattern(String expression) {
        return SchemaObject.of("type", "string", "pattern", expression);
    }

    /** What YAML makes of a text without quotes. */
    private static List<String> scalarTypes() {
        return List.of("string", "number", "boolean");
    }

    private Optional<Object> standard() {
        if (attribute.list()) {
            return attribute.defaults().isEmpty()
                    ? Optional.empty()
                    : Optional.of(attribute.defaults().stream().map(this::typed).toList());
        }
        return attribute.defaults().stream().findFirst().map(this::typed);
    }

    /** The values that are allowed, as themselves and as texts. */
    private List<Object> options() {
        List<Object> all = new ArrayList<>();
        for (String option : attribute.options()) {
            all.add(option);
            if (!option.equals(typed(option))) {
                all.add(typed(option));
            }
        }
        return all;
    }

    private Object typed(String text) {
        try {
            return switch (attribute.type()) {
                case BOOLEAN -> Boolean.valueOf(text.trim());
                case INTEGER, LONG -> Long.valueOf(text.trim());
                case DOUBLE -> new BigDecimal(text.trim());
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
