package dev.patchbay.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    private static final String PAGE = "<!DOCTYPE html><html><body>Sign in</body></html>";

    private volatile Server.Handler handler;
    private final Server server = Server.start((request, reply) -> handler.answer(request, reply));

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400,REMOTE_REJECTED", "401,AUTHENTICATION_FAILED", "403,PERMISSION_DENIED", "404,REMOTE_REJECTED",
        "408,REMOTE_UNAVAILABLE", "409,REMOTE_REJECTED", "410,REMOTE_REJECTED", "422,REMOTE_REJECTED",
        "429,RATE_LIMITED", "500,REMOTE_UNAVAILABLE", "501,REMOTE_REJECTED", "502,REMOTE_UNAVAILABLE",
        "503,REMOTE_UNAVAILABLE", "504,REMOTE_UNAVAILABLE", "304,UNEXPECTED_RESPONSE", "300,UNEXPECTED_RESPONSE"
    })
    void tellsAStatusByItsCode(int status, ErrorCode code) {
        handler = (request, reply) -> reply.bytes(status, new byte[0]);

        ConnectorException failure = failure();

        assertEquals(code, failure.code(), failure::getMessage);
        assertTrue(failure.getMessage().contains("GET /x"), failure.getMessage());
        assertTrue(failure.getMessage().contains("(" + status + ")"), failure.getMessage());
    }

    @Test
    void repeatsWhatTheServiceSaysWithoutWhatWasSentToIt() {
        handler = (request, reply) ->
                reply.json(422, "{\"message\":\"Validation\\nFailed for " + request.header("Authorization") + "\"}");

        String said = failure().getMessage();

        assertTrue(said.contains("(422): Validation Failed for [secret];"), said);
    }

    @Test
    void cutsOffWhatTheServiceGoesOnSaying() {
        handler = (request, reply) -> reply.json(400, "{\"detail\":\"" + "x".repeat(5_000) + "\"}");

        assertTrue(failure().getMessage().length() < 500);
    }

    @Test
    void readsTheServicesWordsWhereTheConnectorSays() {
        handler = (request, reply) -> reply.json(400, "[{\"message\":\"no such column\",\"errorCode\":\"INVALID\"}]");

        String said = failure(ErrorRules.builder()
                        .messages("/0/errorCode", "/0/message")
                        .build())
                .getMessage();

        assertTrue(said.contains(": INVALID, no such column;"), said);
    }

    @Test
    void followsRulesOfTheConnector() {
        handler = (request, reply) -> reply.json(403, "{\"message\":\"QUOTA\"}");

        assertEquals(
                ErrorCode.RATE_LIMITED,
                failure(ErrorRules.builder()
                                .special(response -> response.text().contains("QUOTA")
                                        ? Optional.of(ErrorCode.RATE_LIMITED)
                                        : Optional.empty())
                                .build())
                        .code());
        assertEquals(
                ErrorCode.REMOTE_UNAVAILABLE,
                failure(ErrorRules.builder()
                                .code(403, ErrorCode.REMOTE_UNAVAILABLE)
                                .build())
                        .code());
    }

    @Test
    void acceptsAStatusThatIsNoFailureHere() {
        handler = (request, reply) -> reply.bytes(404, new byte[0]);

        try (HttpService service = service(ErrorRules.builder().build())) {
            assertEquals(
                    404, service.get("/x").accept(404).send(TestCall.start()).status());
        }
    }

    @Test
    void waitsAsLongAsItIsToldInSeconds() {
        handler = (request, reply) -> reply.header("Retry-After", "17").bytes(429, new byte[0]);

        ConnectorException failure = failure();

        assertEquals(Optional.of(Duration.ofSeconds(17)), failure.retryAfter());
        assertTrue(failure.isUnapplied());
        assertTrue(failure.getMessage().contains("try again after 17 s"), failure.getMessage());
    }

    @Test
    void waitsUntilADateByTheClockOfTheService() throws Exception {
        // The server of the JDK writes its own Date; this one is a year off.
        try (RawServer raw = RawServer.answering("HTTP/1.1 503 Busy\r\nDate: Wed, 21 Oct 2015 07:28:00 GMT\r\n"
                + "Retry-After: Wed, 21 Oct 2015 07:30:00 GMT\r\nContent-Length: 0\r\n\r\n")) {
            ConnectorException failure = failure(raw.url(), ErrorRules.builder().build());

            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
            assertEquals(Optional.of(Duration.ofMinutes(2)), failure.retryAfter());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // used up: seconds since 1970, milliseconds since 1970, seconds from now on, a fraction, something else
        "0, 1445412540, 60",
        "0, 1445412540000, 60",
        "0, 33, 33",
        "0, 1.2, 2",
        "0, soon, -1",
        // not used up
        "5, 33, -1"
    })
    void waitsForTheServicesOwnResetWhereNothingIsLeft(String left, String reset, long seconds) throws Exception {
        for (String name : new String[] {"X-RateLimit-", "RateLimit-", "X-Quota-"}) {
            try (RawServer raw = RawServer.answering("HTTP/1.1 429 Too Many\r\n" + name + "Remaining: " + left + "\r\n"
                    + name + "Reset: " + reset + "\r\nContent-Length: 0\r\n\r\n")) {
                Optional<Duration> expected = seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
                assertEquals(
                        expected,
                        failure(raw.url(), ErrorRules.builder().build()).retryAfter(),
                        name);
            }
        }
    }

    @Test
    void tellsNoTimeToWaitForAWriteThatMayHaveBeenApplied() {
        try (HttpService service = service(ErrorRules.builder().build())) {
            for (int status : new int[] {500, 502, 504}) {
                handler = (request, reply) -> reply.header("Retry-After", "3")
                        .header("X-RateLimit-Remaining", "0")
                        .header("X-RateLimit-Reset", "5")
                        .bytes(status, new byte[0]);
                assertEquals(Optional.empty(), wait(service.post("/x")), String.valueOf(status));
                assertEquals(Optional.of(Duration.ofSeconds(3)), wait(service.get("/x")), String.valueOf(status));
            }
            handler = (request, reply) -> reply.header("Retry-After", "3").bytes(503, new byte[0]);
            assertEquals(Optional.of(Duration.ofSeconds(3)), wait(service.post("/x")));
            handler = (request, reply) -> reply.header("X-RateLimit-Remaining", "0")
                    .header("X-RateLimit-Reset", "5")
                    .bytes(503, new byte[0]);
            assertEquals(Optional.empty(), wait(service.post("/x")));
        }
    }

    private static Optional<Duration> wait(Request request) {
        return assertThrows(ConnectorException.class, () -> request.send(TestCall.start()))
                .retryAfter();
    }

    @Test
    void takesARefusalThatSaysWhenToComeBackForALimit() {
        handler = (request, reply) -> reply.header("X-RateLimit-Remaining", "0")
                .header("X-RateLimit-Reset", "5")
                .bytes(403, new byte[0]);

        assertEquals(ErrorCode.RATE_LIMITED, failure().code());
    }

    /** As PHP and others do if nobody tells them otherwise. */
    @Test
    void readsJsonThatItsSenderCallsHtml() {
        for (String each : new String[] {"{\"a\":1}", "\n [{\"a\":1}]"}) {
            handler = (request, reply) ->
                    reply.header("Content-Type", "text/html; charset=UTF-8").text(200, each);

            try (HttpService service =
                    HttpService.builder(TestContext.empty(), server.url()).build()) {
                assertEquals(
                        Json.read(each),
                        service.get("/x").send(TestCall.start()).json());
            }
        }
    }

    @Test
    void neverTakesAPageNothingOrHalfADocumentForAnAnswer() {
        handler = (request, reply) -> reply.header("Content-Type", "text/html").text(200, PAGE);
        assertTrue(unexpected().contains("sign-in page"));
        handler = (request, reply) -> reply.text(200, PAGE);
        assertTrue(unexpected().contains("sign-in page"));
        handler = (request, reply) -> reply.bytes(200, new byte[0]);
        assertTrue(unexpected().contains("nothing where JSON is due"));
        handler = (request, reply) -> reply.json(200, "{\"items\":[{\"id\":1},{\"i");
        assertTrue(unexpected().contains("ends in the middle"));
        handler = (request, reply) -> reply.json(200, "[" + "[],".repeat(2_000_000) + "[]]");
        assertTrue(unexpected().contains("million values"));
        handler = (request, reply) -> reply.json(200, "oops");
        assertFalse(unexpected().contains("oops"));
    }

    @Test
    void saysOfAPageAtTheWrongPlaceThatItIsOne() {
        handler = (request, reply) -> reply.header("Content-Type", "text/html").text(404, PAGE);

        String said = failure().getMessage();

        assertTrue(said.contains("HTML page: see whether 'url'"), said);
        assertFalse(said.contains("Sign in"), said);
    }

    @Test
    void refusesMoreThanIsAllowedAlsoIfItIsPacked() throws Exception {
        byte[] much = "1".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        handler = (request, reply) -> reply.bytes(200, much);
        assertTrue(limited(100_000).contains("more than is allowed"));
        byte[] packed = packed(much);
        assertTrue(packed.length < 100_000);
        handler = (request, reply) -> reply.header("Content-Encoding", "gzip").bytes(200, packed);
        assertTrue(limited(100_000).contains("more than is allowed"));
    }

    @Test
    void unpacksWhatIsPacked() throws Exception {
        byte[] packed = packed("{\"id\":1}".getBytes(StandardCharsets.UTF_8));
        handler = (request, reply) -> reply.header("Content-Encoding", "gzip").bytes(200, packed);

        try (HttpService service = HttpService.builder(TestContext.empty(), server.url())
                .compressed()
                .build()) {
            assertEquals(1, service.get("/x").send(TestCall.start()).object().get("id"));
            assertEquals("gzip", server.last().header("Accept-Encoding"));
        }
    }

    @Test
    void asksConditionally() {
        handler = (request, reply) -> {
            if ("\"7\"".equals(request.header("If-None-Match"))) {
                reply.bytes(304, new byte[0]);
            } else {
                reply.header("ETag", "\"7\"").json(200, "{}");
            }
        };
        try (HttpService service = service(ErrorRules.builder().build())) {
            Response first = service.get("/x").send(TestCall.start());
            Response second = service.get("/x")
                    .ifNoneMatch(first.header("ETag").orElseThrow())
                    .send(TestCall.start());

            assertFalse(first.isUnchanged());
            assertTrue(second.isUnchanged());
        }
    }

    private String unexpected() {
        try (HttpService service = service(ErrorRules.builder().build())) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class,
                    () -> service.get("/x").send(TestCall.start()).json());
            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
            return failure.getMessage();
        }
    }

    private String limited(int bytes) {
        try (HttpService service = HttpService.builder(TestContext.empty(), server.url())
                .maxBytes(bytes)
                .build()) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> service.get("/x").send(TestCall.start()));
            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
            return failure.getMessage();
        }
    }

    private ConnectorException failure() {
        return failure(ErrorRules.builder().build());
    }

    private ConnectorException failure(ErrorRules rules) {
        return failure(server.url(), rules);
    }

    private ConnectorException failure(String url, ErrorRules rules) {
        try (HttpService service = service(url, rules)) {
            return assertThrows(
                    ConnectorException.class, () -> service.get("/x").send(TestCall.start()));
        }
    }

    private HttpService service(ErrorRules rules) {
        return service(server.url(), rules);
    }

    private static HttpService service(String url, ErrorRules rules) {
        return HttpService.builder(TestContext.empty(), url)
                .authentication(Authentication.bearer(() -> Secret.of("hush-hush")))
                .errors(rules)
                .limits(LimitHeaders.standard().and("X-Quota-Remaining", "X-Quota-Reset"))
                .clock(Clock.fixed(Instant.ofEpochSecond(1_445_412_480), ZoneOffset.UTC))
                .build();
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
