package dev.patchbay.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void tellsARefusedConnectionAsOneThatSurelyDidNothing() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        ConnectorException failure = failure("http://127.0.0.1:" + port);

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
        assertTrue(failure.isUnapplied());
        assertTrue(failure.getMessage().contains("takes no connection"), failure.getMessage());
    }

    @Test
    void tellsANameThatNobodyKnows() {
        ConnectorException failure = failure("http://nowhere.invalid");

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
        assertTrue(failure.isUnapplied());
        assertTrue(failure.getMessage().contains("'nowhere.invalid' is a name that DNS does not know"));
    }

    @Test
    void tellsAConnectionThatEndsInTheMiddleOfAnAnswer() throws Exception {
        for (String each : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"items\":[",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n{\"items\":[",
            "HTTP/1.1 200 OK\r\nContent-Le",
            ""
        }) {
            try (RawServer server = RawServer.answering(each)) {
                ConnectorException failure = failure(server.url());

                assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code(), each);
                assertFalse(failure.isUnapplied(), each);
                assertTrue(failure.getMessage().contains("broke off"), failure.getMessage());
            }
        }
    }

    @Test
    void readsNoFurtherThanTheServiceSaysItsAnswerGoes() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}GET /secret");
                HttpService service = service(server.url())) {
            assertEquals("{}", service.get("/x").send(TestCall.start()).text());
        }
    }

    @Test
    void readsAnAnswerThatComesInManyParts() throws Exception {
        String text = IntStream.range(0, 100_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        try (RawServer server =
                        RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
                HttpService service = service(server.url());
                StreamedResponse response = service.get("/x").open(TestCall.start(), 1_000_000)) {
            assertEquals(text, service.get("/x").send(TestCall.start()).text());
            assertEquals(text, new String(response.stream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void tellsWhatIsNoHttp() throws Exception {
        try (RawServer server = RawServer.answering("SSH-2.0-OpenSSH_9.6\r\n\r\n")) {
            ConnectorException failure = failure(server.url());

            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code(), failure::getMessage);
        }
    }

    @Test
    void endsByTheDeadlineWhereverTheServiceHangs() throws Exception {
        for (String each : new String[] {"", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"items\":["}) {
            try (RawServer server = hanging(each);
                    HttpService service = service(server.url())) {
                ConnectorException failure = assertThrows(
                        ConnectorException.class, () -> service.get("/x").send(TestCall.of(Duration.ofMillis(300))));

                assertEquals(ErrorCode.TIMED_OUT, failure.code(), failure::getMessage);
            }
        }
    }

    @Test
    void makesNoRequestAfterTheDeadline() throws Exception {
        try (RawServer server = RawServer.answering("");
                HttpService service = service(server.url())) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> service.get("/x").send(TestCall.of(Duration.ofSeconds(-1))));

            assertEquals(ErrorCode.TIMED_OUT, failure.code());
            assertEquals(0, server.heads().size());
        }
    }

    @Test
    void stopsWaitingWhenItIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicReference<ConnectorException> failure = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        try (RawServer server = RawServer.serving((head, socket) -> {
                    asked.countDown();
                    socket.getInputStream().read();
                });
                HttpService service = service(server.url())) {
            Thread caller = new Thread(() -> {
                try {
                    service.get("/x").send(TestCall.start());
                } catch (ConnectorException e) {
                    failure.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            asked.await();
            caller.interrupt();
            caller.join();
        }

        assertEquals(ErrorCode.TIMED_OUT, failure.get().code());
        assertTrue(flag.get());
    }

    @Test
    void givesAnAnswerOnAsItComesIn() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (RawServer server = RawServer.serving((head, socket) -> {
                    write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
                    await(read);
                    write(socket.getOutputStream(), "def");
                });
                HttpService service = service(server.url());
                StreamedResponse response = service.get("/x").open(TestCall.start(), 6)) {
            assertEquals("abc", new String(response.stream().readNBytes(3), StandardCharsets.UTF_8));
            read.countDown();
            assertEquals("def", new String(response.stream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void breaksAStreamOffThatIsTooLongTooLateOrCut() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
        try (RawServer server = hanging(head + "x".repeat(500));
                HttpService service = service(server.url())) {
            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, streamed(service, 100));
            assertEquals(ErrorCode.TIMED_OUT, streamed(service, 1_000));
        }
        try (RawServer server = RawServer.answering(head + "x".repeat(500));
                HttpService service = service(server.url())) {
            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, streamed(service, 1_000));
        }
        try (RawServer server = RawServer.answering("HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\n{}");
                HttpService service = service(server.url())) {
            assertEquals(ErrorCode.REMOTE_REJECTED, streamed(service, 1_000));
        }
    }

    @Test
    void keepsNoConnectionOfAStreamThatIsNotPackedAsItSays() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (RawServer server = RawServer.serving((head, socket) -> {
                    write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all");
                    try {
                        socket.getInputStream().read();
                    } finally {
                        left.countDown();
                    }
                });
                HttpService service = service(server.url())) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> service.get("/x").open(TestCall.start(), 1_000));

            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code(), failure::getMessage);
            assertTrue(left.await(10, TimeUnit.SECONDS), "the connection is still there");
        }
    }

    @Test
    void readsALongListElementByElement() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (RawServer server = RawServer.serving((head, socket) -> {
                    write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                    // More than any buffer holds, so that the first element can be read before the last is there.
                    write(socket.getOutputStream(), "{\"a\":[1],\"b\":{\"items\":[{\"id\":1}," + " ".repeat(100_000));
                    await(read);
                    write(socket.getOutputStream(), "{\"id\":2}]}}");
                });
                HttpService service = service(server.url());
                StreamedResponse response = service.get("/x").open(TestCall.start(), 1_000_000)) {
            Iterator<Object> items = response.elements("/b/items");
            assertEquals(Map.of("id", 1), items.next());
            read.countDown();
            assertEquals(Map.of("id", 2), items.next());
            assertFalse(items.hasNext());
        }
    }

    @Test
    void takesNoOtherJsonForAList() throws Exception {
        for (String each : new String[] {"{\"items\":{}}", "{}", "[1]", "{\"items\":[1,", "<html>", ""}) {
            try (RawServer server = RawServer.answering(
                            "HTTP/1.1 200 OK\r\nContent-Length: " + each.length() + "\r\n\r\n" + each);
                    HttpService service = service(server.url());
                    StreamedResponse response = service.get("/x").open(TestCall.start(), 1_000)) {
                ConnectorException failure = assertThrows(
                        ConnectorException.class,
                        () -> response.elements("/items").forEachRemaining(item -> {}));

                assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code(), each);
            }
        }
    }

    private static ErrorCode streamed(HttpService service, long limit) {
        return assertThrows(ConnectorException.class, () -> {
                    try (StreamedResponse response =
                            service.get("/x").open(TestCall.of(Duration.ofMillis(500)), limit)) {
                        response.stream().readAllBytes();
                    }
                })
                .code();
    }

    private static RawServer hanging(String begin) throws IOException {
        return RawServer.serving((head, socket) -> {
            write(socket.getOutputStream(), begin);
            socket.getInputStream().read();
        });
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConnectorException failure(String url) {
        try (HttpService service = service(url)) {
            return assertThrows(
                    ConnectorException.class, () -> service.get("/x").send(TestCall.start()));
        }
    }

    private static HttpService service(String url) {
        return HttpService.builder(TestContext.empty(), url)
                .environment(name -> null)
                .build();
    }
}
