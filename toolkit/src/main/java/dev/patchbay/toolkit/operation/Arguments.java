package dev.patchbay.toolkit.operation;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operation was given, by name. A null counts as not given. Every refusal is an INVALID_REQUEST. */
public final class Arguments {
    private final String operation;
    private final Map<String, Object> values;

    Arguments(String operation, Map<String, Object> values) {
        this.operation = operation;
        this.values = values;
    }

    /** All that was given, as it was given; cannot be changed. */
    public Map<String, Object> all() {
        return Collections.unmodifiableMap(values);
    }

    /** As it was given. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text, number or the like, without spaces around it; empty if it was not given. */
    public String text(String name) {
        Object value = value(name).orElse("");
        if (value instanceof Map
                || value instanceof Iterable
                || value.getClass().isArray()) {
            throw invalid(name, "is no text; write text, a number, or true or false");
        }
        return value.toString().strip();
    }

    /** False if it was not given. */
    public boolean isTrue(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw invalid(name, "is neither true nor false; write one of them");
        };
    }

    /** The members of an object; none if it was not given. */
    public Map<String, Object> object(String name) {
        return value(name).map(each -> members(name, each)).orElse(Map.of());
    }

    /** A list of objects; empty if it was not given. */
    public List<Map<String, Object>> objects(String name) {
        Object value = value(name).orElse(List.of());
        if (!(value instanceof List<?> list)) {
            throw invalid(name, "is no list; write one of objects, as in [{\"name\":\"value\"}]");
        }
        return list.stream().map(each -> members(name, each)).toList();
    }

    private Map<String, Object> members(String name, Object value) {
        if (!(value instanceof Map<?, ?> object)) {
            throw invalid(name, "has no names and values; write an object, as in {\"name\":\"value\"}");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((key, each) -> members.put(String.valueOf(key), each));
        return members;
    }

    private ConnectorException invalid(String name, String fact) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, "'" + name + "' of '" + operation + "' " + fact);
    }
}
