package dev.patchbay.toolkit.http;

import dev.patchbay.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What one request shows of who asks: headers, or names of a query, with their values. Immutable. */
public final class Credentials {
    private static final Credentials NONE = new Credentials(Map.of(), Map.of(), "");
    private static final int SHORTEST_SECRET = 4;

    private final Map<String, String> headers;
    private final Map<String, String> query;
    private final String secret;

    private Credentials(Map<String, String> headers, Map<String, String> query, String secret) {
        this.headers = headers;
        this.query = query;
        this.secret = secret;
    }

    public static Credentials none() {
        return NONE;
    }

    /** @param before stands before the secret, such as {@code "Bearer "} */
    public static Credentials header(String name, String before, Secret secret) {
        return new Credentials(Map.of(name, before + secret.reveal()), Map.of(), secret.reveal());
    }

    /** RFC 7617, in UTF-8. A service may say the password as it is, too. */
    static Credentials basic(String user, Secret password) {
        byte[] both = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        String value = "Basic " + Base64.getEncoder().encodeToString(both);
        return new Credentials(Map.of("Authorization", value), Map.of(), password.reveal());
    }

    /** A key in the query: it gets into no endpoint, log or sentence. */
    public static Credentials query(String name, Secret secret) {
        return new Credentials(Map.of(), Map.of(name, secret.reveal()), secret.reveal());
    }

    /** Whether these are the same; tells if others are there by now. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials credentials
                && Secret.of(secret).equals(Secret.of(credentials.secret))
                && Objects.equals(headers.keySet(), credentials.headers.keySet());
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> query() {
        return query;
    }

    /** A text of the service's without what was sent to it. */
    String removedFrom(String text) {
        String clean = text;
        for (String each : withHeaders()) {
            clean = each.length() < SHORTEST_SECRET ? clean : clean.replace(each, "[secret]");
        }
        return clean;
    }

    private Iterable<String> withHeaders() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("", secret);
        headers.forEach((name, value) -> all.put(" " + name, value.substring(value.indexOf(' ') + 1)));
        return all.values();
    }
}
