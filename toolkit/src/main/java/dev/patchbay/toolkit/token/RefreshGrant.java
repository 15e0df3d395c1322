package dev.patchbay.toolkit.token;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.Document;
import java.util.Map;

/**
 * A refresh token that may be replaced each time it is used: the new one is kept before anything else is done, since the old
 * one is worth nothing any more. Asked by one thread at a time.
 */
final class RefreshGrant implements TokenSource {
    private final OAuth2 server;
    private final ConnectorContext context;
    private final String key;
    /** One that could not be kept; the only one that is good, and lost if the process ends. */
    private volatile Secret unkept;

    RefreshGrant(OAuth2 server, ConnectorContext context, String key) {
        this.server = server;
        this.context = context;
        this.key = key;
    }

    @Override
    public AccessToken fetch(CallContext call) {
        if (unkept != null) {
            keep(unkept);
        }
        Secret sent = context.secret(key);
        try {
            return by(sent, call);
        } catch (ConnectorException refused) {
            // Another instance with the same token, here or in another runtime, may have been first.
            Secret now = context.secret(key);
            if (refused.code() != ErrorCode.AUTHENTICATION_FAILED || now.equals(sent)) {
                throw refused;
            }
            return by(now, call);
        }
    }

    private AccessToken by(Secret refreshToken, CallContext call) {
        Document answer = server.ask(call, "refresh_token", Map.of("refresh_token", refreshToken.reveal()));
        answer.text("/refresh_token")
                .filter(each -> !each.isEmpty())
                .map(Secret::of)
                .filter(each -> !each.equals(refreshToken))
                .ifPresent(this::keep);
        return OAuth2.token(answer);
    }

    private void keep(Secret replaced) {
        unkept = replaced;
        context.store(key, replaced);
        unkept = null;
    }
}
