package dev.patchbay.toolkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value as {@link Json#read} gives it, asked by JSON pointers (RFC 6901): {@code /user/login}, {@code /items/0/id},
 * or {@code ""} for the whole. Immutable as long as the value is.
 */
public final class Document {
    private final Object value;

    private Document(Object value) {
        this.value = value;
    }

    public static Document of(Object value) {
        return new Document(value);
    }

    /** The value itself; null for the null of JSON. */
    public Object value() {
        return value;
    }

    /** What lies there; empty if nothing does, or null. */
    public Optional<Object> at(String pointer) {
        Object found = value;
        for (String each : parts(pointer)) {
            if (found instanceof Map<?, ?> members) {
                found = members.get(each);
            } else {
                found = found instanceof List<?> elements ? element(elements, each) : null;
            }
        }
        return Optional.ofNullable(found);
    }

    /** A string, number or boolean as text. */
    public Optional<String> text(String pointer) {
        return at(pointer)
                .filter(each -> !(each instanceof Map || each instanceof List))
                .map(String::valueOf);
    }

    /** A number, also one that is written as a string. */
    public Optional<Long> number(String pointer) {
        return text(pointer).filter(each -> each.matches("-?\\d{1,18}")).map(Long::valueOf);
    }

    /** A time by ISO 8601, such as {@code 2026-11-21T17:00:00Z}; empty if it has no zone. */
    public Optional<Instant> time(String pointer) {
        return text(pointer).flatMap(IsoTime::parse);
    }

    public boolean isTrue(String pointer) {
        return at(pointer).filter(Boolean.TRUE::equals).isPresent();
    }

    /** The elements of an array; empty if no array lies there. */
    public Optional<List<Object>> list(String pointer) {
        return at(pointer).filter(List.class::isInstance).map(each -> new ArrayList<>((List<?>) each));
    }

    static List<String> parts(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("'" + pointer + "' is no JSON pointer; begin it with /, such as /items");
        }
        if (pointer.lastIndexOf('/') == 0 && pointer.indexOf('~') < 0) {
            return List.of(pointer.substring(1));
        }
        List<String> parts = new ArrayList<>();
        for (String each : pointer.substring(1).split("/", -1)) {
            parts.add(each.replace("~1", "/").replace("~0", "~"));
        }
        return parts;
    }

    private static Object element(List<?> elements, String index) {
        if (!index.matches("0|[1-9]\\d{0,8}")) {
            return null;
        }
        int position = Integer.parseInt(index);
        return position < elements.size() ? elements.get(position) : null;
    }
}
