package dev.patchbay.connector.email;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.http.Credentials;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.token.OAuth2;
import dev.patchbay.toolkit.token.TokenAuthentication;
import dev.patchbay.toolkit.token.TokenSource;

/** An access token that an OAuth2 server gives out for a refresh token or for client credentials, and anew before it ends. */
final class GrantedToken implements SignInSecret {
    private final HttpService http;
    private final TokenAuthentication tokens;

    private GrantedToken(HttpService http, TokenSource source) {
        this.http = http;
        this.tokens = TokenAuthentication.of(source);
    }

    static GrantedToken of(ConnectorContext context, Settings settings) {
        String url = settings.oauth2_token_url().strip();
        HttpService http = HttpService.builder(context, url).build();
        OAuth2 server = OAuth2.at(http, url).scope(settings.oauth2_scope().strip());
        // In the form, since Microsoft and Google take it there, and a client without a secret can only be told there.
        OAuth2 client = settings.oauth2_client_secret().isEmpty()
                ? server.client(settings.oauth2_client_id().strip())
                : server.clientInForm(
                        settings.oauth2_client_id().strip(), () -> context.secret("oauth2.client.secret"));
        return new GrantedToken(
                http,
                settings.oauth2_refresh_token().isEmpty()
                        ? client.clientCredentials()
                        : client.refreshToken(context, "oauth2.refresh.token"));
    }

    @Override
    public Secret now(CallContext call) {
        return tokens.token(call).value();
    }

    @Override
    public boolean renew(Secret refused, CallContext call) {
        return tokens.renew(Credentials.header("Authorization", "Bearer ", refused), call);
    }

    @Override
    public String keys() {
        return "the settings that begin with 'oauth2.'";
    }

    @Override
    public void close() {
        http.close();
    }
}
