package dev.patchbay.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A delivery from an external system exactly as it came in: signatures are verified over the raw bytes. */
public final class Webhook {
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Webhook(Map<String, List<String>> headers, byte[] body) {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        this.headers = Collections.unmodifiableMap(copy);
        this.body = body.clone();
    }

    public static Webhook of(Map<String, List<String>> headers, byte[] body) {
        return new Webhook(headers, body);
    }

    /** By name, in whatever case; unmodifiable. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** A copy of the raw bytes. */
    public byte[] body() {
        return body.clone();
    }
}
