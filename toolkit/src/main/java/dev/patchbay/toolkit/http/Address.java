package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a service lies: an absolute URL, perhaps with a path and a query that all of its requests have. */
final class Address {
    private final URI uri;
    private final Origin origin;
    private final String path;

    private Address(URI uri) {
        this.uri = uri;
        this.origin = Origin.of(uri);
        this.path = stripped(uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** @throws ConnectorException with INVALID_CONFIG; the sentence does not hold the text, which may have a secret */
    static Address of(String url) {
        return new Address(absolute(url)
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.INVALID_CONFIG,
                        "'url' is no address of a service; write http or https, a host and no password, such as"
                                + " https://api.example.com")));
    }

    Origin origin() {
        return origin;
    }

    /** The path that all requests begin with, without a slash at its end. */
    String path() {
        return path;
    }

    /** The URL of a request; a target that is absolute already stays as it is. */
    URI resolve(String target, String query) {
        try {
            boolean absolute = target.startsWith("http://") || target.startsWith("https://");
            String start = absolute ? target : origin + path + target;
            String own = absolute || uri.getRawQuery() == null ? "" : uri.getRawQuery();
            String all = own.isEmpty() || query.isEmpty() ? own + query : own + "&" + query;
            String url = all.isEmpty() ? start : start + (start.contains("?") ? "&" : "?") + all;
            return absolute(url).orElseThrow(() -> new URISyntaxException("", "not absolute"));
        } catch (URISyntaxException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "the address of a request to '" + origin + "' is no URL; see to its parts");
        }
    }

    static Optional<URI> absolute(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean sound = uri.getScheme() != null
                    && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            return sound ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A path whose {@code {names}} are replaced by values, each percent-encoded whole. */
    static String expand(String template, Map<String, String> values) {
        StringBuilder path = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            String name = close < 0 ? "" : template.substring(open + 1, close);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("'" + template + "' needs a value for {" + name + "}");
            }
            path.append(template, from, open).append(Encoding.segment(value));
            from = close + 1;
        }
        return path.append(template, from, template.length()).toString();
    }

    private static String stripped(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
