package dev.patchbay.toolkit.http;

import java.net.URI;
import java.util.Locale;

/** Who answers: credentials of one origin are never sent to another. */
record Origin(String scheme, String host, int port) {

    static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : standardPort(scheme);
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    private static int standardPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** As people write it, and as it stands in sentences. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == standardPort(scheme) ? "" : ":" + port);
    }
}
