package dev.patchbay.toolkit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private final Server stranger = Server.start((request, reply) -> reply.json(200, "{\"stranger\":true}"));
    private volatile int status = 302;
    private volatile String location = "/new?a=b";
    private final Server server = Server.start((request, reply) -> {
        if (request.target().startsWith("/old")) {
            reply.header("Location", location).bytes(status, new byte[0]);
        } else {
            reply.json(200, "{}");
        }
    });
    private final HttpService service = HttpService.builder(TestContext.empty(), server.url())
            .header("X-Extra-Key", "also-secret")
            .authentication(Authentication.bearer(() -> Secret.of("hush-hush")))
            .build();
    private final TestCall call = TestCall.start();

    @AfterEach
    void close() {
        service.close();
        server.close();
        stranger.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsReadsWithCredentialsAtTheSamePlace(int each) {
        status = each;

        service.get("/old").send(call);

        assertEquals("/new?a=b", server.last().target());
        assertEquals("GET", server.last().method());
        assertEquals("Bearer hush-hush", server.last().header("Authorization"));
        assertEquals(List.of("GET /old", "GET /old"), call.requests());
    }

    /** An answer that leads on, or asks for other credentials, may go on and on: nobody reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"302 Found", "401 Unauthorized"})
    void hangsUpOnAnAnswerWithoutEndThatItDoesNotRead(String first) throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        try (RawServer endless = RawServer.serving((head, connection) -> {
                    OutputStream out = connection.getOutputStream();
                    if (requests.incrementAndGet() > 1) {
                        out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
                        return;
                    }
                    out.write(("HTTP/1.1 " + first + "\r\nLocation: /new\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(US_ASCII));
                    try {
                        while (true) {
                            out.write("1\r\n \r\n".getBytes(US_ASCII));
                            out.flush();
                            LockSupport.parkNanos(1_000_000);
                        }
                    } catch (IOException closed) {
                        hungUp.countDown();
                    }
                });
                HttpService patient = HttpService.builder(TestContext.empty(), endless.url())
                        .authentication(new Renewing())
                        .build()) {
            assertEquals(200, patient.get("/old").send(call).status());

            assertTrue(hungUp.await(10, TimeUnit.SECONDS), "the connection of the first answer is still open");
        }
    }

    @Test
    void tellsNoStrangerWhoMadeTheCall() {
        call.saying("X-Acting-User", "alice");

        service.get("/old").send(call);
        assertEquals("alice", server.last().header("X-Acting-User"));

        location = stranger.url() + "/there";
        service.get("/old").send(call);
        assertEquals("/there", stranger.last().target());
        assertNull(stranger.last().header("X-Acting-User"));
        assertEquals("correlation-1", stranger.last().header("X-Correlation-ID"));
        assertEquals(TestCall.TRACE, stranger.last().header("traceparent"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void writesTheSameAtTheNewPlace(int each) {
        status = each;

        service.post("/old").json(Map.of("a", 1)).send(call);

        assertEquals("POST", server.last().method());
        assertEquals("{\"a\":1}", server.last().body());
        assertEquals("application/json", server.last().header("Content-Type"));
    }

    @Test
    void readsTheResultOfAWriteWhereItIsSaidToBe() {
        status = 303;

        service.post("/old").json(Map.of("a", 1)).send(call);

        assertEquals("GET", server.last().method());
        assertEquals("", server.last().body());
    }

    @Test
    void carriesNoCredentialToAStranger() {
        location = stranger.url() + "/x?token=abc";

        Response response = service.get("/old").header("Cookie", "session=1").send(call);

        assertEquals(Map.of("stranger", true), response.object());
        Server.Seen seen = stranger.last();
        for (String each : List.of("Authorization", "Cookie", "X-Extra-Key")) {
            assertNull(seen.header(each), each);
        }
        assertEquals("application/json", seen.header("Accept"));
    }

    @Test
    void takesAKeyOutOfTheQueryThatIsHandedOn() {
        location = stranger.url() + "/x?key=hush-hush&a=b";
        try (HttpService keyed = service.with(Authentication.query("key", () -> Secret.of("hush-hush")))) {
            keyed.get("/old").send(call);

            assertEquals("/x?a=b", stranger.last().target());
        }
    }

    @Test
    void writesNothingToAStranger() {
        status = 307;
        location = stranger.url() + "/x";

        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> service.post("/old").json(Map.of("a", 1)).send(call));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        assertTrue(failure.getMessage().contains("set 'url' to it"), failure.getMessage());
        assertEquals(List.of(), stranger.seen());
    }

    @Test
    void carriesNoBodyOfAReadToAStrangerEither() {
        status = 307;
        location = stranger.url() + "/x";

        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> service.request("GET", "/old").json(Map.of("a", 1)).send(call));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        assertEquals(List.of(), stranger.seen());
    }

    @Test
    void saysThatARefusalCameFromWhereItWasRedirectedTo() {
        try (Server refusing = Server.start((request, reply) -> reply.bytes(401, new byte[0]))) {
            location = refusing.url() + "/x";

            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> service.get("/old").send(call));

            assertTrue(failure.getMessage().contains("redirected there, and credentials are not carried along"));
            assertEquals(1, refusing.seen().size());
        }
    }

    @Test
    void goesRoundInNoCircle() {
        location = "/old";

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> service.get("/old").send(call));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        assertEquals(6, call.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/x", "http://", "http://me:pass@example.com/", "http://a b/"})
    void followsNothingThatIsNoUrl(String each) {
        location = each;

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> service.get("/old").send(call));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        assertTrue(call.requests().size() < 7);
    }

    /** There are always others. */
    private static final class Renewing implements Authentication {
        @Override
        public Credentials credentials(CallContext call) {
            return Credentials.none();
        }

        @Override
        public boolean renew(Credentials refused, CallContext call) {
            return true;
        }
    }
}
