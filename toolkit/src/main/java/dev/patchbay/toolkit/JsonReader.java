package dev.patchbay.toolkit;

import dev.patchbay.model.FieldNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the values of one text. Its objects are maps that nobody can change, and those with the same names in the same
 * order share them: a page of records holds its names once. Not thread-safe.
 */
final class JsonReader {
    /** So many paths of names are remembered, however many there are in a text that never ends. */
    private static final int MOST_PATHS = 4_096;

    private final JsonParser parser;
    private NamePath empty = NamePath.empty();
    private int paths;
    /** Of the objects that have begun, one behind the other. */
    private Object[] values = new Object[64];

    private int count;

    JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** @param token that the parser is at, with which the value begins */
    Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private Map<String, Object> object() {
        int from = count;
        NamePath path = empty;
        for (NamePath longer = next(path); longer != null; longer = next(path)) {
            path = longer;
            keep(value(parser.nextToken()));
        }
        if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
            return odd(path, from);
        }
        count = from;
        return path.names().withPart(values, from);
    }

    /** One that is too long for a path, or has a name twice: the last value counts. */
    private Map<String, Object> odd(NamePath path, int from) {
        Map<String, Object> members = new LinkedHashMap<>(path.names().withPart(values, from));
        count = from;
        for (String name = parser.currentName(); name != null; name = parser.nextName()) {
            members.put(name, value(parser.nextToken()));
        }
        return FieldNames.of(List.copyOf(members.keySet()))
                .with(members.values().toArray());
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return elements;
    }

    /** By one name more; null if the object has ended, or its next name makes it an odd one. */
    private NamePath next(NamePath path) {
        NamePath usual = path.usual();
        if (usual == null) {
            String name = parser.nextName();
            return name == null ? null : grown(path, name);
        }
        if (parser.nextName(usual.last())) {
            return usual;
        }
        if (parser.currentToken() != JsonToken.PROPERTY_NAME) {
            return null;
        }
        NamePath other = path.other(parser.currentName());
        return other == null ? grown(path, parser.currentName()) : other;
    }

    private NamePath grown(NamePath path, String name) {
        if (paths == MOST_PATHS) {
            empty = NamePath.empty();
            paths = 0;
        }
        paths++;
        return path.grown(name);
    }

    private void keep(Object value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }
}
