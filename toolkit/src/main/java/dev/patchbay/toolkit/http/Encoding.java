package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Percent-encoding by RFC 3986: everything but letters, digits and {@code - . _ ~}. */
final class Encoding {
    private static final String HEX = "0123456789ABCDEF";

    private Encoding() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(each)) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HEX.charAt((each >> 4) & 15)).append(HEX.charAt(each & 15));
            }
        }
        return encoded.toString();
    }

    /**
     * One part of a path.
     *
     * @throws ConnectorException with INVALID_REQUEST for a dot or two, which would mean another path
     */
    static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "'" + text + "' cannot be a part of a path; give the name of something");
        }
        return encode(text);
    }

    /** Names and values as in a query or a form. */
    static String pairs(Iterable<? extends Map.Entry<String, String>> pairs) {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, String> each : pairs) {
            all.append(all.isEmpty() ? "" : "&")
                    .append(encode(each.getKey()))
                    .append('=')
                    .append(encode(each.getValue()));
        }
        return all.toString();
    }

    private static boolean isUnreserved(byte each) {
        return each >= 'a' && each <= 'z'
                || each >= 'A' && each <= 'Z'
                || each >= '0' && each <= '9'
                || each == '-'
                || each == '.'
                || each == '_'
                || each == '~';
    }
}
