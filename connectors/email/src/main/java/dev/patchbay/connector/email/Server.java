package dev.patchbay.connector.email;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a mail server is, and how the line to it is protected.
 *
 * @param tls encrypted from the first byte
 * @param starttls encrypted before anything is told, by the server's leave; false only with {@code tls} or when the
 *     settings allow to send in clear
 */
record Server(String protocol, String host, int port, boolean tls, boolean starttls) {
    private static final Map<String, Integer> PORTS = Map.of("imap", 143, "imaps", 993, "smtp", 587, "smtps", 465);

    /**
     * Reads an address; empty if there is none.
     *
     * @throws IllegalArgumentException with a clause that tells what is wrong with it
     */
    static Optional<Server> of(String url, boolean starttls) {
        if (url.isBlank()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(url.trim());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() == null || !PORTS.containsKey(scheme)) {
                throw new IllegalArgumentException("names no host; write it as in imaps://imap.example.com:993");
            }
            if (address.getUserInfo() != null) {
                throw new IllegalArgumentException("names a user; that is what 'user' and 'password' are for");
            }
            int port = address.getPort() < 0 ? PORTS.get(scheme) : address.getPort();
            boolean tls = scheme.endsWith("s");
            String protocol = tls ? scheme.substring(0, scheme.length() - 1) : scheme;
            return Optional.of(new Server(protocol, host(address), port, tls, !tls && starttls));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address; write it as in imaps://imap.example.com:993");
        }
    }

    /** For messages and requests. */
    String address() {
        return protocol + (tls ? "s" : "") + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String host(URI address) {
        String host = address.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
