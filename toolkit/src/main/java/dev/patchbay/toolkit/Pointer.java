package dev.patchbay.toolkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JSON pointer (RFC 6901) that is taken apart once and asked often, such as of every record of a page. Immutable. */
public final class Pointer {
    private final List<String> parts;

    private Pointer(List<String> parts) {
        this.parts = parts;
    }

    /**
     * @param text such as {@code /user/login} or {@code /items/0/id}, or {@code ""} for the whole
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public static Pointer of(String text) {
        if (text.isEmpty()) {
            return new Pointer(List.of());
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' is no JSON pointer; begin it with /, such as /items");
        }
        if (text.lastIndexOf('/') == 0 && text.indexOf('~') < 0) {
            return new Pointer(List.of(text.substring(1)));
        }
        List<String> parts = new ArrayList<>();
        for (String each : text.substring(1).split("/", -1)) {
            parts.add(each.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(List.copyOf(parts));
    }

    List<String> parts() {
        return parts;
    }

    /** What lies there in a value; null if nothing does. */
    Object in(Object value) {
        Object found = value;
        for (int at = 0; at < parts.size(); at++) {
            String part = parts.get(at);
            if (found instanceof Map<?, ?> members) {
                found = members.get(part);
            } else {
                found = found instanceof List<?> elements ? element(elements, part) : null;
            }
        }
        return found;
    }

    private static Object element(List<?> elements, String index) {
        if (!index.matches("0|[1-9]\\d{0,8}")) {
            return null;
        }
        int position = Integer.parseInt(index);
        return position < elements.size() ? elements.get(position) : null;
    }
}
