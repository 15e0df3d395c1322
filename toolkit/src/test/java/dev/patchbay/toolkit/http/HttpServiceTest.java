package dev.patchbay.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServiceTest {
    private final Server server = Server.start((request, reply) -> reply.json(200, "{\"id\":7}"));
    private final HttpService service =
            HttpService.builder(TestContext.empty(), server.url() + "/base/").build();
    private final TestCall call = TestCall.start();

    @AfterEach
    void close() {
        service.close();
        server.close();
    }

    @Test
    void sendsWhoAsksAlongWithEveryRequest() {
        service.get("/x").send(call);

        assertEquals("correlation-1", server.last().header("X-Correlation-ID"));
        assertEquals(TestCall.TRACE, server.last().header("traceparent"));
        assertEquals("application/json", server.last().header("Accept"));
        assertEquals("Patchbay", server.last().header("User-Agent"));
    }

    @Test
    void sendsWhateverHeadersTheCallHas() {
        service.get("/x").send(call.saying("X-Acting-User", "alice"));

        assertEquals("alice", server.last().header("X-Acting-User"));
        assertEquals("correlation-1", server.last().header("X-Correlation-ID"));
    }

    @Test
    void aHeaderOfTheCallReplacesNoneThatTheConnectorSends() {
        try (HttpService own = HttpService.builder(TestContext.empty(), server.url())
                .authentication(call -> Credentials.header("X-Api-Key", "", Secret.of("the-key")))
                .build()) {
            own.get("/x")
                    .header("X-Team", "blue")
                    .send(call.saying("x-api-key", "alice").saying("X-TEAM", "alice"));
        }

        assertEquals(List.of("the-key"), server.last().headers().get("X-Api-Key"));
        assertEquals(List.of("blue"), server.last().headers().get("X-Team"));
    }

    @Test
    void whatIsForAllCallersDoesNotSayWhoAsks() {
        service.get("/x").impersonal().send(call.saying("X-Acting-User", "alice"));

        assertNull(server.last().header("X-Acting-User"));
        assertEquals("correlation-1", server.last().header("X-Correlation-ID"));
    }

    @Test
    void announcesTheTemplateAndSendsTheValues() {
        service.get("/repos/{owner}/{name}")
                .path("owner", "a/b c")
                .path("name", "ä")
                .query("q", "x&y=z")
                .send(call);

        assertEquals("/base/repos/a%2Fb%20c/%C3%A4?q=x%26y%3Dz", server.last().target());
        assertEquals(List.of("GET /repos/{owner}/{name}"), call.requests());
    }

    @Test
    void letsNoValueLeaveItsPlaceInThePath() {
        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> service.get("/repos/{owner}").path("owner", "..").send(call));

        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertEquals(List.of(), server.seen());
    }

    @Test
    void readsJson() {
        assertEquals(Map.of("id", 7), service.get("/x").send(call).object());
        assertEquals(7, service.get("/x").send(call).document().number("/id").orElseThrow());
    }

    @Test
    void findsLinksByTheirRelation() {
        try (Server linking = Server.start((request, reply) -> reply.header(
                                "Link", "<?page=1>; rel=\"prev first\", </other?a=b,c>; title=\"x, y\"; rel=next")
                        .header("Link", "<https://example.com/last>; rel=\"last\", <a b>; rel=odd")
                        .json(200, "{}"));
                HttpService linked = HttpService.builder(TestContext.empty(), linking.url() + "/base")
                        .build()) {
            Response response = linked.get("/items").send(call);

            assertEquals(
                    linking.url() + "/base/items?page=1", response.link("first").orElseThrow());
            assertEquals(linking.url() + "/other?a=b,c", response.link("next").orElseThrow());
            assertEquals("https://example.com/last", response.link("last").orElseThrow());
            assertTrue(response.link("up").isEmpty());
            assertEquals(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    assertThrows(ConnectorException.class, () -> response.link("odd"))
                            .code());
        }
    }

    @Test
    void writesJsonFormsBytesAndStreams() {
        service.post("/x").json(Map.of("a", 1)).send(call);
        assertEquals("{\"a\":1}", server.last().body());
        assertEquals("application/json", server.last().header("Content-Type"));

        service.put("/x").form(Map.of("a b", "c&d")).send(call);
        assertEquals("a%20b=c%26d", server.last().body());

        service.patch("/x")
                .body("plain".getBytes(StandardCharsets.UTF_8), "text/plain")
                .send(call);
        assertEquals("plain", server.last().body());
        assertEquals("PATCH", server.last().method());

        service.post("/x").stream(
                        () -> new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8)), "text/plain")
                .send(call);
        assertEquals("streamed", server.last().body());
    }

    @Test
    void showsCredentialsOfEachKind() {
        service.with(Authentication.bearer(() -> Secret.of("token-1")))
                .get("/x")
                .send(call);
        assertEquals("Bearer token-1", server.last().header("Authorization"));

        service.with(Authentication.basic("Aladdin", () -> Secret.of("open sesame")))
                .get("/x")
                .send(call);
        assertEquals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", server.last().header("Authorization"));

        service.with(Authentication.header("X-API-Key", () -> Secret.of("key-1")))
                .get("/x")
                .send(call);
        assertEquals("key-1", server.last().header("X-API-Key"));
        assertNull(server.last().header("Authorization"));

        service.with(Authentication.query("key", () -> Secret.of("a+b")))
                .get("/x")
                .query("q", 1)
                .send(call);
        assertEquals("/base/x?q=1&key=a%2Bb", server.last().target());
    }

    @Test
    void tellsNobodyAKeyThatStandsInTheQuery() {
        try (Server refusing = Server.start(
                        (request, reply) -> reply.json(403, "{\"message\":\"no: " + request.target() + "\"}"));
                HttpService keyed = HttpService.builder(TestContext.empty(), refusing.url())
                        .authentication(Authentication.query("key", () -> Secret.of("hush-hush")))
                        .build()) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> keyed.get("/x").send(call));

            assertFalse(failure.getMessage().contains("hush-hush"), failure.getMessage());
            assertTrue(failure.getMessage().contains("key=[secret]"), failure.getMessage());
            assertEquals(List.of("GET /x"), call.requests());
        }
    }

    @Test
    void refusesACredentialThatNoHeaderMayHoldWithoutShowingIt() {
        HttpService broken = service.with(Authentication.bearer(() -> Secret.of("hush\nhush")));

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> broken.get("/x").send(call));

        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertFalse(failure.getMessage().contains("hush"), failure.getMessage());
        assertNull(failure.getCause());
    }

    @Test
    void refusesRequestsAfterItWasClosed() {
        service.close();

        assertTrue(
                assertThrows(ConnectorException.class, () -> service.get("/x").send(call))
                        .isUnapplied());
        assertEquals(List.of(), server.seen());
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String each : List.of("", "example.com", "ftp://x", "http://", "https://me:secret@x", "https://x/ y")) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> HttpService.builder(TestContext.empty(), each), each);
            assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
            assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        }
    }
}
