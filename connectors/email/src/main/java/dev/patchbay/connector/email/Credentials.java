package dev.patchbay.connector.email;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;

/** Whom a server knows us as. */
final class Credentials {
    private final String user;
    private final boolean token;
    private final SignInSecret secret;

    /**
     * @param user empty if nobody signs in
     * @param token whether the secret is an OAuth2 access token, else a password
     */
    Credentials(String user, boolean token, SignInSecret secret) {
        this.user = user;
        this.token = token;
        this.secret = secret;
    }

    /** Empty if nobody signs in. */
    String user() {
        return user;
    }

    /** Whether {@link #secret} is an OAuth2 access token, else a password. */
    boolean isToken() {
        return token;
    }

    boolean signsIn() {
        return !user.isEmpty();
    }

    /** As it is now; asked at each sign-in. */
    Secret secret(CallContext call) {
        return secret.now(call);
    }

    /** A server did not accept it; true if there may be another one by now. */
    boolean renew(Secret refused, CallContext call) {
        return secret.renew(refused, call);
    }

    /** Ends what goes on for it. */
    void close() {
        secret.close();
    }

    /** What to look at when a server does not accept them. */
    String keys() {
        return "'user' and " + secret.keys();
    }
}
