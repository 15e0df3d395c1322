package dev.patchbay.connector.github;

import java.util.List;
import java.util.Map;

/** GitHub tells objects where it takes names: a label with its colour, a person with an avatar, a milestone as a whole. */
final class Names {
    private Names() {}

    static Object of(String field, Object value) {
        return switch (field) {
            case "labels", "type" -> member(value, "name");
            case "assignee", "assignees" -> member(value, "login");
            case "milestone" -> member(value, "number");
            default -> value;
        };
    }

    private static Object member(Object value, String name) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> member(each, name)).toList();
        }
        return value instanceof Map<?, ?> object && object.containsKey(name) ? object.get(name) : value;
    }
}
