package dev.patchbay.toolkit;

import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * The elements of an array in JSON, each read when it is asked for: what is in memory is one of them, which may have as many
 * values as a text that is read by {@link Json}. The stream is the caller's to close. Not thread-safe.
 */
public final class JsonElements implements Iterator<Object> {
    private final BoundedParser parser;
    private final JsonReader reader;
    /** Null if it has not been looked at. */
    private JsonToken next;

    private JsonElements(JsonParser parser) {
        this.parser = new BoundedParser(parser);
        this.reader = new JsonReader(this.parser);
    }

    /**
     * Reads up to the array.
     *
     * @param pointer to it, through names of objects only; {@code ""} if it is the whole
     * @throws IllegalArgumentException if there is none, or no JSON; the message does not hold the text
     */
    public static JsonElements of(InputStream stream, String pointer) {
        JsonElements elements = new JsonElements(Json.parser(stream));
        elements.descend(pointer);
        return elements;
    }

    @Override
    public boolean hasNext() {
        try {
            if (next == null) {
                next = parser.nextToken();
            }
            if (next == null) {
                throw unreadable();
            }
            return next != JsonToken.END_ARRAY;
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            parser.allow(Json.TOKENS);
            Object value = reader.value(next);
            parser.allow(Long.MAX_VALUE);
            // What follows may not have come yet.
            next = null;
            return value;
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("one of the list has " + Json.TOO_MUCH);
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            throw unreadable();
        }
    }

    private void descend(String pointer) {
        try {
            JsonToken token = parser.nextToken();
            for (String each : Pointer.of(pointer).parts()) {
                token = token == JsonToken.START_OBJECT ? member(each) : null;
            }
            if (token != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("there is no list at '" + pointer + "'");
            }
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    /** The token at which a member's value begins; null if there is none of this name. */
    private JsonToken member(String name) {
        for (String each = parser.nextName(); each != null; each = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (each.equals(name)) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("the text is not JSON that can be read, or ends in the middle");
    }
}
