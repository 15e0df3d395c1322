package dev.patchbay.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request that came in at a {@link PlayedService}. */
public final class Received {
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] content;

    Received(String method, String target, Map<String, List<String>> headers, byte[] content) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        this.method = method;
        this.target = target;
        this.headers = Collections.unmodifiableMap(byName);
        this.content = content;
    }

    /** Such as {@code GET}. */
    public String method() {
        return method;
    }

    /** Path and query as they were sent. */
    public String target() {
        return target;
    }

    /** The path as it was sent, without the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The parameters of the query, decoded; of one that came twice, the last. */
    public Map<String, String> query() {
        int query = target.indexOf('?');
        return pairs(query < 0 ? "" : target.substring(query + 1));
    }

    /** The headers by their names, however those are spelled. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header; empty text if it is missing. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** As text in UTF-8; empty if there is none. */
    public String body() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** As it was sent; empty if there is none. */
    public byte[] content() {
        return content.clone();
    }

    /** The fields of a form in the body, decoded. */
    public Map<String, String> form() {
        return pairs(body());
    }

    /** Whether it asks for a change: anything but GET and HEAD. */
    public boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : text.split("&")) {
            String[] parts = each.split("=", 2);
            if (parts.length == 2) {
                values.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
