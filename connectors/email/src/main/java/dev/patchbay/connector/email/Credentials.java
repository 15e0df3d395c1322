package dev.patchbay.connector.email;

import dev.patchbay.model.Secret;
import java.util.function.Supplier;

/**
 * Whom a server knows us as.
 *
 * @param user empty if nobody signs in
 * @param token whether the secret is an OAuth2 access token, else a password
 * @param secret asked at each sign-in, so that a rotated one is seen
 */
record Credentials(String user, boolean token, Supplier<Secret> secret) {

    boolean signsIn() {
        return !user.isEmpty();
    }

    /** Takes the secret out of a text that a server has written; how it looks on the line is not repeated by servers. */
    String redacted(String text) {
        if (!signsIn()) {
            return text;
        }
        String value = secret.get().reveal();
        return value.isEmpty() ? text : text.replace(value, "[secret]");
    }

    /** What to look at when a server does not accept them. */
    String keys() {
        return token ? "'user' and 'access.token'" : "'user' and 'password'";
    }
}
