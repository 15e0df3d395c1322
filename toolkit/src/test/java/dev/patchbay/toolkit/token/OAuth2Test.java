package dev.patchbay.toolkit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Server;
import dev.patchbay.toolkit.http.TestCall;
import dev.patchbay.toolkit.http.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuth2Test {
    private volatile Server.Handler handler = (request, reply) -> reply.json(
            200,
            "{\"access_token\":\"access-1\",\"token_type\":\"bearer\",\"expires_in\":3600,\"instance_url\":\"u\"}");
    private final Server server = Server.start((request, reply) -> handler.answer(request, reply));
    private final TestContext context = TestContext.of(Map.of("refresh.token", "refresh-1"));
    private final HttpService http =
            HttpService.builder(context, "http://127.0.0.1:1").build();
    private final OAuth2 oauth = OAuth2.at(http, server.url() + "/oauth2/token");
    private final TestCall call = TestCall.start().saying("X-Acting-User", "alice");

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void asksByClientCredentials() {
        AccessToken token = oauth.client("me:you", () -> Secret.of("s&cret"))
                .scope("read write")
                .clientCredentials()
                .fetch(call);

        assertEquals("access-1", token.value().reveal());
        assertEquals(Optional.of(Duration.ofHours(1)), token.lifetime());
        assertEquals("u", token.answer().text("/instance_url").orElseThrow());
        // "me%3Ayou:s%26cret"
        assertEquals("Basic bWUlM0F5b3U6cyUyNmNyZXQ=", server.last().header("Authorization"));
        assertEquals(
                "grant_type=client_credentials&scope=read%20write",
                server.last().body());
        assertEquals(List.of("POST /oauth2/token"), call.requests());
        assertEquals("correlation-1", server.last().header("X-Correlation-ID"));
        assertNull(server.last().header("X-Acting-User"), "a token is for all callers");
    }

    @Test
    void asksWithTheClientInTheForm() {
        oauth.clientInForm("me", () -> Secret.of("s&cret")).clientCredentials().fetch(call);

        assertNull(server.last().header("Authorization"));
        assertTrue(
                server.last().body().contains("client_id=me&client_secret=s%26cret"),
                server.last().body());
    }

    @Test
    void asksByASignedAssertion() {
        oauth.jwtBearer(() -> "a.b.c").fetch(call);

        assertEquals(
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c",
                server.last().body());
    }

    @Test
    void tellsWrongCredentialsAtOnce() {
        handler = (request, reply) ->
                reply.json(400, "{\"error\":\"invalid_client\",\"error_description\":\"unknown: hush-hush\"}");
        TokenSource source = oauth.client("me", () -> Secret.of("hush-hush")).clientCredentials();

        ConnectorException failure = assertThrows(ConnectorException.class, () -> source.fetch(call));

        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        assertTrue(failure.getMessage().contains("invalid_client, unknown"), failure.getMessage());
        assertEquals(1, server.seen().size());
    }

    @Test
    void doesNotTakeAServerThatIsDownForWrongCredentials() {
        handler = (request, reply) -> reply.header("Retry-After", "3").json(503, "{}");

        ConnectorException failure = failure(oauth.clientCredentials());

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
        assertEquals(Optional.of(Duration.ofSeconds(3)), failure.retryAfter());
    }

    @Test
    void takesNothingElseForAToken() {
        for (String each : List.of(
                "{}", "{\"access_token\":\"\"}", "{\"access_token\":\"hush-hush\",\"token_type\":\"mac\"}", "[]")) {
            handler = (request, reply) -> reply.json(200, each);
            ConnectorException failure = failure(oauth.clientCredentials());

            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code(), each);
            assertFalse(failure.getMessage().contains("hush"), failure.getMessage());
        }
    }

    @Test
    void keepsAReplacedRefreshTokenBeforeAnythingElse() {
        handler = rotating();
        TokenSource source = oauth.refreshToken(context, "refresh.token");

        assertEquals("access-1", source.fetch(call).value().reveal());
        assertEquals("refresh-2", context.secret("refresh.token").reveal());
        assertEquals("access-2", source.fetch(call).value().reveal());
        assertEquals("refresh-3", context.secret("refresh.token").reveal());
    }

    @Test
    void goesOnWithARefreshTokenThatCouldNotBeKeptOnlyOnceItIs() {
        handler = rotating();
        TokenSource source = oauth.refreshToken(context, "refresh.token");
        context.refuseToStore();

        assertEquals(ErrorCode.INVALID_CONFIG, failure(source).code());
        assertEquals(ErrorCode.INVALID_CONFIG, failure(source).code());
        assertEquals(1, server.seen().size(), "used a token that is not kept");
        context.allowToStore();
        assertEquals("access-2", source.fetch(call).value().reveal());
        assertEquals("refresh-3", context.secret("refresh.token").reveal());
    }

    @Test
    void takesTheRefreshTokenThatAnotherInstanceHasKeptMeanwhile() {
        handler = (request, reply) -> {
            if (request.body().contains("refresh-1")) {
                context.store("refresh.token", Secret.of("refresh-9"));
                reply.json(400, "{\"error\":\"invalid_grant\"}");
            } else {
                reply.json(200, "{\"access_token\":\"access-9\"}");
            }
        };

        assertEquals(
                "access-9",
                oauth.refreshToken(context, "refresh.token").fetch(call).value().reveal());
    }

    @Test
    void stopsWhenTheRefreshTokenIsNoLongerGood() {
        handler = (request, reply) -> reply.json(400, "{\"error\":\"invalid_grant\"}");

        assertEquals(
                ErrorCode.AUTHENTICATION_FAILED,
                failure(oauth.refreshToken(context, "refresh.token")).code());
        assertEquals(1, server.seen().size());
    }

    /** Takes each refresh token once, in its turn. */
    private static Server.Handler rotating() {
        AtomicInteger turn = new AtomicInteger(1);
        return (request, reply) -> {
            int now = turn.get();
            if (request.body().endsWith("refresh_token=refresh-" + now)) {
                turn.incrementAndGet();
                reply.json(
                        200,
                        "{\"access_token\":\"access-" + now + "\",\"refresh_token\":\"refresh-" + (now + 1) + "\"}");
            } else {
                reply.json(400, "{\"error\":\"invalid_grant\"}");
            }
        };
    }

    private ConnectorException failure(TokenSource source) {
        return assertThrows(ConnectorException.class, () -> source.fetch(call));
    }
}
