package dev.patchbay.connector.email;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;

/** What is shown at a sign-in: a password or token that is configured, or a token that is asked for. Thread-safe. */
interface SignInSecret extends AutoCloseable {

    /** As it is now. */
    Secret now(CallContext call);

    /** One was not accepted; true if there may be another by now. */
    boolean renew(Secret refused, CallContext call);

    /** The settings to look at if it is not accepted, each in quotes. */
    String keys();

    /** Ends what goes on for it. */
    @Override
    default void close() {}

    /** The value of a setting, so that a rotated one is seen. */
    static SignInSecret configured(ConnectorContext context, String key) {
        return new SignInSecret() {
            @Override
            public Secret now(CallContext call) {
                return context.secret(key);
            }

            @Override
            public boolean renew(Secret refused, CallContext call) {
                return false;
            }

            @Override
            public String keys() {
                return "'" + key + "'";
            }
        };
    }
}
