package dev.patchbay.connector.salesforce;

import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.jwt.JwtSigner;
import dev.patchbay.toolkit.token.OAuth2;
import dev.patchbay.toolkit.token.TokenAuthentication;
import dev.patchbay.toolkit.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** By which of the settings Salesforce gives us a token. It tells no lifetime: a token is good until it is refused. */
final class Access {
    /** Salesforce takes no assertion that is good for more than three minutes. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(2);

    private Access() {}

    /** @param http where one signs in */
    static TokenAuthentication of(ConnectorContext context, Settings settings, HttpService http) {
        return TokenAuthentication.of(source(context, settings, http));
    }

    private static TokenSource source(ConnectorContext context, Settings settings, HttpService http) {
        String login = settings.url().strip().replaceFirst("/+$", "");
        OAuth2 server = OAuth2.at(http, login + "/services/oauth2/token");
        String client = settings.client_id().strip();
        boolean hasSecret = !settings.client_secret().isBlank();
        return switch (settings.auth()) {
            case "jwt-bearer" -> {
                JwtSigner signer = JwtSigner.of("private.key", () -> context.secret("private.key"));
                yield server.jwtBearer(
                        () -> assertion(signer, client, settings.user().strip(), login));
            }
            case "refresh-token" ->
                (hasSecret ? server.clientInForm(client, () -> context.secret("client.secret")) : server.client(client))
                        .refreshToken(context, "refresh.token");
            default ->
                server.clientInForm(client, () -> context.secret("client.secret"))
                        .clientCredentials();
        };
    }

    private static String assertion(JwtSigner signer, String client, String user, String login) {
        long end = Clock.systemUTC().instant().plus(GOOD_FOR).getEpochSecond();
        return signer.sign(Map.of("iss", client, "sub", user, "aud", login, "exp", end));
    }
}
