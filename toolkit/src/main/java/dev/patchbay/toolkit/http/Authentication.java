package dev.patchbay.toolkit.http;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How a connector says who it is. Asked before each request, on the thread of the call, by many at once.
 *
 * <p>Give secrets as {@code () -> context.secret("token")}: asked for each time, a rotated one is seen.
 */
public interface Authentication {

    /**
     * What the next request is to show; may make requests of its own first.
     *
     * @throws dev.patchbay.model.ConnectorException with AUTHENTICATION_FAILED if there are none to be had
     */
    Credentials credentials(CallContext call);

    /**
     * Told when the service did not accept credentials (401).
     *
     * @return whether there are others now, so that the request is worth one repetition
     */
    default boolean renew(Credentials refused, CallContext call) {
        return false;
    }

    /**
     * Headers that are made of a request itself, such as a signature. Asked each time that one goes out to the service, after
     * {@link #credentials}; not for what is redirected to strangers.
     *
     * @param uri as it is sent, with its query
     * @param body empty if there is none
     */
    default Map<String, String> signature(String method, URI uri, byte[] body) {
        return Map.of();
    }

    static Authentication none() {
        return call -> Credentials.none();
    }

    static Authentication bearer(Supplier<Secret> token) {
        return header("Authorization", "Bearer ", token);
    }

    /** RFC 7617, in UTF-8. */
    static Authentication basic(String user, Supplier<Secret> password) {
        return call -> Credentials.basic(user, password.get());
    }

    /** An API key in a header of its own, such as {@code X-API-Key}. */
    static Authentication header(String name, Supplier<Secret> key) {
        return header(name, "", key);
    }

    /** As {@link #header(String, Supplier)}, after a word such as {@code "Token "}. */
    static Authentication header(String name, String before, Supplier<Secret> key) {
        return call -> Credentials.header(name, before, key.get());
    }

    /** An API key in the query. */
    static Authentication query(String name, Supplier<Secret> key) {
        return call -> Credentials.query(name, key.get());
    }
}
