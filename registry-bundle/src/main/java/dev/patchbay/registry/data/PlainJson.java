package dev.patchbay.registry.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of objects, arrays, texts and whole numbers, for what is read at every start: the classes of a JSON library would
 * take a tenth of it. Reads what this has written, and refuses the rest.
 */
public final class PlainJson {
    private static final int DEEPEST = 20;
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /**
     * A map in the order of the text, a list or a string; a number is a string of its digits.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Object read(String text) {
        PlainJson reader = new PlainJson(text);
        Object value = reader.value(0);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.unexpected();
        }
        return value;
    }

    /** @param value of maps, lists or other collections, whole numbers; of anything else, its text is written */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            char separator = '{';
            for (Map.Entry<?, ?> each : map.entrySet()) {
                out.append(separator);
                writeText(each.getKey().toString(), out);
                write(each.getValue(), out.append(':'));
                separator = ',';
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> list) {
            int begin = out.length();
            for (Object each : list) {
                write(each, out.append(out.length() == begin ? '[' : ','));
            }
            out.append(out.length() == begin ? "[]" : "]");
        } else if (value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else {
            writeText(value.toString(), out);
        }
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (each == '"' || each == '\\') {
                out.append('\\').append(each);
            } else if (each < ' ' || Character.isSurrogate(each)) {
                // A file name may hold half of a pair, which UTF-8 cannot.
                out.append("\\u").append(Integer.toHexString(0x10000 | each), 1, 5);
            } else {
                out.append(each);
            }
        }
        out.append('"');
    }

    private Object value(int depth) {
        char begin = next();
        if (begin == '"') {
            return text();
        }
        if (begin == '-' || begin >= '0' && begin <= '9') {
            return number();
        }
        if (depth == DEEPEST || begin != '{' && begin != '[') {
            at--;
            throw unexpected();
        }
        return begin == '{' ? object(depth + 1) : array(depth + 1);
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (boolean more = !isNext('}'); more; more = !isEnd('}')) {
            require('"');
            String name = text();
            require(':');
            map.put(name, value(depth));
        }
        return map;
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        for (boolean more = !isNext(']'); more; more = !isEnd(']')) {
            list.add(value(depth));
        }
        return list;
    }

    private String number() {
        int begin = at - 1;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return text.substring(begin, at);
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (char each = take(); each != '"'; each = take()) {
            out.append(each == '\\' ? escaped(take()) : each);
        }
        return out.toString();
    }

    private char escaped(char letter) {
        if (letter == 'u') {
            if (at + 4 > text.length()) {
                throw unexpected();
            }
            at += 4;
            return (char) Integer.parseInt(text, at - 4, at, 16);
        }
        int index = ESCAPED.indexOf(letter);
        if (index < 0) {
            throw unexpected();
        }
        return MEANT.charAt(index);
    }

    /** After an element: the end, or a comma. */
    private boolean isEnd(char end) {
        char found = next();
        if (found != end && found != ',') {
            at--;
            throw unexpected();
        }
        return found == end;
    }

    /** Goes past it, if it is. */
    private boolean isNext(char wanted) {
        if (next() == wanted) {
            return true;
        }
        at--;
        return false;
    }

    private void require(char wanted) {
        if (!isNext(wanted)) {
            throw unexpected();
        }
    }

    private char next() {
        skipBlanks();
        return take();
    }

    private char take() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at++);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                at < text.length() ? "unexpected '" + text.charAt(at) + "' at " + at : "ends before its end");
    }
}
