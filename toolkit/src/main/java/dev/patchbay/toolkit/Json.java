package dev.patchbay.toolkit;

import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as the field values of a {@link dev.patchbay.model.ConnectorRecord}, without losing a digit.
 *
 * <p>An object is a map in the order of its names that nobody can change, nor what lies in it; an array is a list. A number
 * without fraction and exponent is an {@link Integer}, {@link Long} or {@link BigInteger}, the smallest that holds it; any
 * other is a {@link BigDecimal} with the scale it is written with. Needs Jackson's streaming core only.
 */
public final class Json {

    /** How deep values may lie in each other; far more than anybody writes, far less than a stack holds. */
    private static final int DEPTH = 1_000;

    /**
     * How many values, names and ends of lists and objects one text may have that is kept in memory: an empty list is three
     * bytes on the way, and ten times that here.
     */
    static final long TOKENS = 4_000_000;

    /** What is told of a text that may not be read. */
    static final String TOO_MUCH = "more than " + TOKENS / 1_000_000
            + " million values, or some too deep or too long to be read; ask for less at once";

    private static final JsonFactory FACTORY = factory(TOKENS);

    /** For what is read while it comes: of that only one element is in memory, however many there are. */
    private static final JsonFactory STREAMS = factory(0);

    private Json() {}

    /**
     * Reads one value and requires that nothing comes after it.
     *
     * @throws IllegalArgumentException if the text is not JSON; the message does not hold the text
     */
    public static Object read(String text) {
        return read(() -> FACTORY.createParser(ObjectReadContext.empty(), text));
    }

    /** As {@link #read(String)}, of bytes in UTF-8, or in UTF-16 or UTF-32 if that is to be seen. */
    public static Object read(byte[] bytes) {
        return read(() -> FACTORY.createParser(ObjectReadContext.empty(), bytes));
    }

    private static Object read(Supplier<JsonParser> source) {
        try (JsonParser parser = source.get()) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IllegalArgumentException("the text is empty; JSON was expected");
            }
            Object value = new JsonReader(parser).value(first);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more text follows the JSON value; one value was expected");
            }
            return value;
        } catch (UnexpectedEndOfInputException e) {
            throw new IllegalArgumentException("the text ends in the middle of its JSON");
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("the text has " + TOO_MUCH);
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("the text is not JSON that can be read");
        }
    }

    /**
     * Writes a value on one line. Bytes become Base64; what is not a record's field value, is written as its text.
     * A double that is not a number becomes the string {@code NaN}, {@code Infinity} or {@code -Infinity}.
     */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value);
        }
        return text.toString();
    }

    static JsonParser parser(InputStream stream) {
        return STREAMS.createParser(ObjectReadContext.empty(), stream);
    }

    /** @param tokens the most in one text; 0 for any number */
    private static JsonFactory factory(long tokens) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxTokenCount(tokens)
                        .maxNumberLength(200_000)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
                .build();
    }

    private static void write(JsonGenerator generator, Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> members) {
            generator.writeStartObject();
            members.forEach((name, member) -> {
                generator.writeName(String.valueOf(name));
                write(generator, member);
            });
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> elements) {
            generator.writeStartArray();
            elements.forEach(each -> write(generator, each));
            generator.writeEndArray();
        } else if (value instanceof byte[] bytes) {
            generator.writeString(Base64.getEncoder().encodeToString(bytes));
        } else if (value.getClass().isArray()) {
            generator.writeStartArray();
            for (int i = 0; i < Array.getLength(value); i++) {
                write(generator, Array.get(value, i));
            }
            generator.writeEndArray();
        } else {
            scalar(generator, value);
        }
    }

    private static void scalar(JsonGenerator generator, Object value) {
        if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Float number) {
            generator.writeNumber(number);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else {
            generator.writeString(value.toString());
        }
    }
}
