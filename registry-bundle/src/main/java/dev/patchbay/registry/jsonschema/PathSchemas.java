package dev.patchbay.registry.jsonschema;

import java.util.List;
import java.util.Map;

/** The paths of mappings, under keys with dots or nested. */
final class PathSchemas {
    private static final String PULL = "mapping.paths";
    private static final String PUSH = "mapping.push.paths";
    private static final String ONE_PULL = "mapping.path";
    private static final String ONE_PUSH = "mapping.push.path";

    private static final String NAME = "[^.\\[\\]'\"*\\s]+";
    private static final String QUOTED = "\\['([^']|'')*'\\]|\\[\"([^\"]|\"\")*\"\\]";

    private PathSchemas() {}

    static Map<String, Object> definitions() {
        return SchemaObject.of(
                ONE_PULL,
                path(QUOTED + "|\\[\\s*(-?\\d{1,9}|\\*)\\s*\\]"),
                ONE_PUSH,
                path(QUOTED + "|\\[\\s*\\d{1,3}\\s*\\]"),
                PULL,
                pathOrPaths(ONE_PULL, PULL),
                PUSH,
                pathOrPaths(ONE_PUSH, PUSH));
    }

    /** The keys of a block in which no key is taken apart. */
    static Map<String, Object> flatKeys() {
        return SchemaObject.of(
                "^mapping\\.push\\.(?!NAME$).+", reference(ONE_PUSH),
                "^mapping\\.(?!push\\.)(?!NAME$).+", reference(ONE_PULL));
    }

    /** The same of a block in which keys may be. */
    static Map<String, Object> nestedKeys() {
        return SchemaObject.of(
                "^mapping\\.push$", push(),
                "^mapping\\.push\\.(?!NAME$).+", reference(PUSH),
                "^mapping\\.(?!push(\\.|$))(?!NAME$).+", reference(PULL));
    }

    /** What stands under {@code mapping}. */
    static Map<String, Object> nested() {
        return SchemaObject.of(
                "type",
                "object",
                "properties",
                SchemaObject.of("push", push()),
                "patternProperties",
                SchemaObject.of("^push\\.", reference(PUSH)),
                "additionalProperties",
                reference(PULL));
    }

    /** Paths of pushes, or the path of a pulled field that has this name. */
    private static Map<String, Object> push() {
        return SchemaObject.of("anyOf", List.of(reference(ONE_PULL), paths(PUSH)));
    }

    private static Map<String, Object> pathOrPaths(String one, String several) {
        return SchemaObject.of("anyOf", List.of(reference(one), paths(several)));
    }

    private static Map<String, Object> paths(String each) {
        return SchemaObject.of("type", "object", "additionalProperties", reference(each));
    }

    private static Map<String, Object> path(String bracket) {
        String path =
                "^\\s*((?!\\$([.\\[]|$))" + NAME + "|" + QUOTED + ")(\\." + NAME + "|" + bracket + ")*\\s*$|^\\s*$";
        return SchemaObject.of(
                "anyOf", List.of(SchemaObject.of("type", "string", "pattern", path), reference("placeholder")));
    }

    private static Map<String, Object> reference(String definition) {
        return SchemaObject.of("$ref", JsonSchemas.DEFINITIONS + definition);
    }
}
