package dev.patchbay.registry.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists as one text: commas between the parts, {@code \,} for a comma, blanks around the parts without meaning. */
public final class ListText {
    private ListText() {}

    public static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length() && isEscaped(text.charAt(i + 1))) {
                part.append(text.charAt(++i));
            } else if (character == ',') {
                parts.add(part.toString().trim());
                part.setLength(0);
            } else {
                part.append(character);
            }
        }
        String last = part.toString().trim();
        if (!parts.isEmpty() || !last.isEmpty()) {
            parts.add(last);
        }
        return List.copyOf(parts);
    }

    static String join(Collection<?> parts) {
        return parts.stream()
                .map(each -> String.valueOf(each).replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(", "));
    }

    /** Whatever ConfigAdmin can hold, as one text. */
    public static String of(Object value) {
        if (value instanceof Collection<?> collection) {
            return join(collection);
        }
        if (value instanceof Object[] array) {
            return join(Arrays.asList(array));
        }
        if (value.getClass().isArray()) {
            return join(IntStream.range(0, java.lang.reflect.Array.getLength(value))
                    .mapToObj(index -> java.lang.reflect.Array.get(value, index))
                    .toList());
        }
        return String.valueOf(value);
    }

    static boolean isList(Object value) {
        return value instanceof Collection<?> || value.getClass().isArray();
    }

    private static boolean isEscaped(char character) {
        return character == ',' || character == '\\';
    }
}
