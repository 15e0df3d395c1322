package dev.patchbay.registry.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a value may stand in a text: as it is, in Base64, encoded for a URL, escaped in JSON. */
final class Spellings {
    /** A line of a longer value that is shorter says nothing of it: {@code -----BEGIN} does not. */
    private static final int SHORTEST_LINE = 24;

    /** What encoders leave as it is, besides letters and digits: that of forms, of RFC 3986, of JavaScript. */
    private static final List<String> UNRESERVED = List.of("-_.*", "-_.~", "-_.!~*'()");

    private static final String HEX = "0123456789ABCDEF";

    private Spellings() {}

    /** In an order that depends on the value only; none is there twice. */
    static List<String> of(String value) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(value);
        addBase64(value, spellings);
        addUrlEncoded(value, spellings);
        spellings.add(inJson(value));
        if (value.indexOf('\n') >= 0) {
            value.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(spellings::add);
        }
        List<String> found = new ArrayList<>(spellings);
        // Some writers of JSON escape it, and need not.
        spellings.stream()
                .filter(each -> each.indexOf('/') >= 0)
                .map(each -> each.replace("/", "\\/"))
                .forEach(found::add);
        return found;
    }

    private static void addBase64(String value, Set<String> spellings) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            String core = base64Core(bytes, before);
            if (!core.isEmpty()) {
                spellings.add(core);
                spellings.add(core.replace('+', '-').replace('/', '_'));
            }
        }
    }

    /**
     * The characters that stand for these bytes, and for nothing else, in the Base64 of a longer text that has them after
     * {@code before} other bytes (modulo 3): {@code user:password} is encoded as a whole.
     */
    private static String base64Core(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (before * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return from < to ? encoded.substring(from, to) : "";
    }

    private static void addUrlEncoded(String value, Set<String> spellings) {
        for (String unreserved : UNRESERVED) {
            String encoded = urlEncoded(value, unreserved);
            if (!encoded.equals(value)) {
                String lower = lowerHex(encoded);
                spellings.add(encoded);
                spellings.add(lower);
                spellings.add(encoded.replace("%20", "+"));
                spellings.add(lower.replace("%20", "+"));
            }
        }
    }

    private static String urlEncoded(String value, String unreserved) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || unreserved.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    private static String lowerHex(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int at = lower.indexOf("%"); at >= 0; at = lower.indexOf("%", at + 1)) {
            lower.setCharAt(at + 1, Character.toLowerCase(lower.charAt(at + 1)));
            lower.setCharAt(at + 2, Character.toLowerCase(lower.charAt(at + 2)));
        }
        return lower.toString();
    }

    private static String inJson(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
