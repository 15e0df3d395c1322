package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Values as JSON and back, losing nothing: decimals with all their digits and without an exponent, bytes as Base64, times
 * as ISO-8601, {@code "NaN"} and {@code "Infinity"} as text, nulls and the order of fields kept. Always UTF-8.
 *
 * <p>Works on streams of tokens, so that the larger binding library need not be loaded for it.
 */
final class Json {
    /** A decimal with a larger exponent keeps it: written out, a few bytes could fill the memory. */
    private static final int MOST_ZEROS = 5_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private Json() {}

    /** Prints one value: for a person indented, otherwise in one line. */
    static void print(Object value, Console console) {
        try (JsonGenerator generator = generator(console.out(), console.terminal())) {
            write(value, generator);
        }
        console.out().write('\n');
    }

    /** One value in one line, without its end. */
    static String line(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    /** For values written bit by bit; closing it leaves the stream open. */
    static JsonGenerator generator(OutputStream out, boolean indented) {
        ObjectWriteContext context = indented ? INDENTED : ObjectWriteContext.empty();
        return FACTORY.createGenerator(context, out, JsonEncoding.UTF8);
    }

    /** For values read bit by bit; closing it leaves the stream open. */
    static JsonParser parser(InputStream in) {
        return FACTORY.createParser(ObjectReadContext.empty(), in);
    }

    /** @throws tools.jackson.core.JacksonException if the text is not exactly one value */
    static Object parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "there is no value");
            }
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "something follows the value");
            }
            return value;
        }
    }

    /** The value that starts at the current token; ends at its last token. */
    static Object read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }

    static void write(Object value, JsonGenerator generator) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Number number) {
            write(number, generator);
        } else if (value instanceof byte[] bytes) {
            generator.writeBinary(bytes);
        } else if (value instanceof Map<?, ?> map) {
            write(map, generator);
        } else if (value instanceof Iterable<?> list) {
            generator.writeStartArray();
            list.forEach(each -> write(each, generator));
            generator.writeEndArray();
        } else {
            // Text, and what has its form: times in ISO-8601, UUIDs, names of constants.
            generator.writeString(value.toString());
        }
    }

    private static void write(Map<?, ?> map, JsonGenerator generator) {
        generator.writeStartObject();
        map.forEach((name, value) -> {
            generator.writeName(String.valueOf(name));
            write(value, generator);
        });
        generator.writeEndObject();
    }

    private static void write(Number number, JsonGenerator generator) {
        if (number instanceof BigDecimal decimal) {
            boolean plain = Math.abs((long) decimal.scale()) <= MOST_ZEROS;
            generator.writeNumber(plain ? decimal.toPlainString() : decimal.toString());
        } else if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            if (Double.isFinite(number.doubleValue())) {
                generator.writeNumber(number.toString());
            } else {
                generator.writeString(number.toString());
            }
        } else {
            generator.writeNumber(number.longValue());
        }
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, read(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }
}
