package dev.patchbay.toolkit.token;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Authentication;
import dev.patchbay.toolkit.http.ErrorRules;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tokens by OAuth 2.0 (RFC 6749, 7523). Immutable.
 *
 * <pre>{@code
 * HttpService plain = HttpService.builder(context, settings.url()).build();
 * TokenSource tokens = OAuth2.at(plain, settings.token_url())
 *         .client(settings.client_id(), () -> context.secret("client.secret"))
 *         .clientCredentials();
 * HttpService http = plain.with(TokenAuthentication.of(tokens));
 * }</pre>
 */
public final class OAuth2 {
    /** What the one who gives tokens out says of credentials that it will never take. */
    private static final Set<String> UNKNOWN = Set.of(
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "access_denied",
            "invalid_client_id",
            "inactive_user",
            "inactive_org",
            "invalid_app_access");

    private static final ErrorRules RULES = ErrorRules.builder()
            .messages("/error", "/error_description")
            .special(OAuth2::refused)
            .build();

    private final HttpService endpoint;
    private final String path;
    private final Map<String, String> parameters;
    private final Map<String, Supplier<Secret>> secrets;

    private OAuth2(
            HttpService endpoint, String path, Map<String, String> parameters, Map<String, Supplier<Secret>> secrets) {
        this.endpoint = endpoint;
        this.path = path;
        this.parameters = Map.copyOf(parameters);
        this.secrets = Map.copyOf(secrets);
    }

    /**
     * @param http over whose network it is asked
     * @throws dev.patchbay.model.ConnectorException with INVALID_CONFIG if that is no URL
     */
    public static OAuth2 at(HttpService http, String tokenUrl) {
        HttpService endpoint = http.at(tokenUrl, RULES);
        return new OAuth2(endpoint, URI.create(tokenUrl.strip()).getRawPath(), Map.of(), Map.of());
    }

    /** Who asks, by the header that all servers have to take (RFC 6749, 2.3.1). */
    public OAuth2 client(String id, Supplier<Secret> secret) {
        Authentication basic =
                Authentication.basic(form(id), () -> Secret.of(form(secret.get().reveal())));
        return new OAuth2(endpoint.with(basic), path, parameters, secrets);
    }

    /** Who asks, without a secret; for one with a secret in the form see {@link #clientInForm}. */
    public OAuth2 client(String id) {
        return parameter("client_id", id);
    }

    /** Who asks, in the form, as some servers want it. */
    public OAuth2 clientInForm(String id, Supplier<Secret> secret) {
        return new OAuth2(endpoint, path, with("client_id", id), Map.of("client_secret", secret));
    }

    public OAuth2 scope(String scope) {
        return scope.isBlank() ? this : parameter("scope", scope);
    }

    /** Something that this server wants besides, such as {@code audience}. */
    public OAuth2 parameter(String name, String value) {
        return new OAuth2(endpoint, path, with(name, value), secrets);
    }

    public TokenSource clientCredentials() {
        return call -> token(ask(call, "client_credentials", Map.of()));
    }

    /** @param assertion makes a signed JWT, new for each token */
    public TokenSource jwtBearer(Supplier<String> assertion) {
        return call ->
                token(ask(call, "urn:ietf:params:oauth:grant-type:jwt-bearer", Map.of("assertion", assertion.get())));
    }

    /**
     * By a refresh token. If it is replaced, the new one is kept in the same setting before anything else is done.
     *
     * @param key the password setting with the refresh token
     */
    public TokenSource refreshToken(ConnectorContext context, String key) {
        return new RefreshGrant(this, context, key);
    }

    /** The answer to a request for a token. */
    Document ask(CallContext call, String grant, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grant);
        form.putAll(parameters);
        form.putAll(more);
        secrets.forEach((name, secret) -> form.put(name, secret.get().reveal()));
        Response response =
                endpoint.post("").named(path).impersonal().form(form).send(call);
        Document answer = response.document();
        boolean bearer =
                answer.text("/token_type").map("bearer"::equalsIgnoreCase).orElse(true);
        if (!bearer
                || answer.text("/access_token").filter(each -> !each.isEmpty()).isEmpty()) {
            throw response.failure(ErrorCode.UNEXPECTED_RESPONSE);
        }
        return answer;
    }

    static AccessToken token(Document answer) {
        AccessToken token = AccessToken.of(
                        Secret.of(answer.text("/access_token").orElseThrow()))
                .with(answer);
        return answer.number("/expires_in")
                .map(Duration::ofSeconds)
                .map(token::lasting)
                .orElse(token);
    }

    private static Optional<ErrorCode> refused(Response response) {
        return response.details().text("/error").filter(UNKNOWN::contains).map(any -> ErrorCode.AUTHENTICATION_FAILED);
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return more;
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
