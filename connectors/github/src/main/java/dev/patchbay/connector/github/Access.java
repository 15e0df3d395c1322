package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Authentication;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Response;
import dev.patchbay.toolkit.jwt.JwtSigner;
import dev.patchbay.toolkit.token.AccessToken;
import dev.patchbay.toolkit.token.TokenAuthentication;
import dev.patchbay.toolkit.token.TokenSource;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * By which of the settings GitHub is told who asks: nobody, a token, or an app in one of its installations.
 *
 * @see <a href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app">Apps</a>
 */
final class Access {
    /** GitHub takes no JWT that is longer than ten minutes good, nor one from the future: clocks differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);

    private static final Duration GOOD_FOR = Duration.ofMinutes(9);

    private Access() {}

    /** @param http GitHub without credentials, of which the app asks for its tokens */
    static Authentication of(ConnectorContext context, Settings settings, HttpService http) {
        if (!settings.app_id().isBlank()) {
            return TokenAuthentication.of(installation(context, settings, http));
        }
        return settings.token().isBlank()
                ? Authentication.none()
                : Authentication.bearer(() -> context.secret("token"));
    }

    static boolean isGiven(Settings settings) {
        return !settings.token().isBlank() || !settings.app_id().isBlank();
    }

    private static TokenSource installation(ConnectorContext context, Settings settings, HttpService http) {
        JwtSigner signer = JwtSigner.of("app.key", () -> context.secret("app.key"));
        Clock clock = Clock.systemUTC();
        return call -> {
            Instant now = clock.instant();
            String jwt = signer.sign(Map.of(
                    "iss", settings.app_id().trim(),
                    "iat", now.minus(CLOCKS_DIFFER).getEpochSecond(),
                    "exp", now.plus(GOOD_FOR).getEpochSecond()));
            Response answer = http.with(Authentication.bearer(() -> Secret.of(jwt)))
                    .post("/app/installations/{installation}/access_tokens")
                    .impersonal()
                    .path("installation", settings.app_installation().trim())
                    .accept(404)
                    .send(call);
            if (answer.status() == 404) {
                throw new ConnectorException(
                        ErrorCode.AUTHENTICATION_FAILED,
                        "app '" + settings.app_id().trim() + "' has no installation '"
                                + settings.app_installation().trim()
                                + "'; take the number at the end of the address of the installation's settings");
            }
            return token(answer.document(), now);
        };
    }

    private static AccessToken token(Document answer, Instant now) {
        AccessToken token = AccessToken.of(answer.text("/token")
                .map(Secret::of)
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.UNEXPECTED_RESPONSE,
                        "GitHub has given no token to the app; see whether 'url' is right")));
        try {
            return answer.text("/expires_at")
                    .map(each -> token.lasting(Duration.between(now, Instant.parse(each))))
                    .orElse(token);
        } catch (DateTimeException odd) {
            return token;
        }
    }
}
