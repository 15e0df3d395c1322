package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayedServiceTest {
    /** Without threads that come later. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();

    private final AtomicInteger written = new AtomicInteger();
    private final PlayedService service = new PlayedService(this::play);

    private Answer play(Received request) {
        if (request.isWrite()) {
            written.incrementAndGet();
            return Answer.of(204);
        }
        return Answer.json(200, "{\"name\": \"item\"}")
                .header("X-Asked", request.query().getOrDefault("q", ""));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void answersAsTheScriptSaysAndRemembersWhatCameIn() throws Exception {
        HttpResponse<String> answer = get(service, "/items?q=a%20b");

        assertEquals(200, answer.statusCode());
        assertEquals("{\"name\": \"item\"}", answer.body());
        assertEquals("a b", answer.headers().firstValue("X-Asked").orElseThrow());
        assertTrue(answer.headers().firstValue("Date").isPresent());
        assertEquals("/items?q=a%20b", service.last().target());
        assertEquals("/items", service.last().path());
        assertEquals("tests", service.last().header("x-sender"));
    }

    @Test
    void meetsAFaultOnceAfterSomeRequests() throws Exception {
        service.failAfter(1, ServiceFault.LIMIT);

        assertEquals(200, get(service, "/").statusCode());
        HttpResponse<String> limited = get(service, "/");
        assertEquals(429, limited.statusCode());
        assertEquals("30", limited.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(200, get(service, "/").statusCode());
    }

    @Test
    void sparesSomeRequestsAndSaysWhatItIsTold() throws Exception {
        service.sparing(request -> request.path().equals("/token"))
                .saying(ServiceFault.TOKEN_EXPIRED, Answer.text(403, "INVALID_SESSION"));
        service.fail(ServiceFault.TOKEN_EXPIRED);

        assertEquals(200, get(service, "/token").statusCode());
        assertEquals("INVALID_SESSION", get(service, "/").body());
    }

    @Test
    void endsADocumentHalfwayAsIfThatWereAll() throws Exception {
        service.fail(ServiceFault.HALF_DOCUMENT);

        HttpResponse<String> half = get(service, "/");

        assertEquals("{\"name\":", half.body());
        assertEquals(List.of("8"), half.headers().map().get("content-length"));
    }

    @Test
    void breaksTheConnectionInTheMiddleOfAnAnswer() {
        service.fail(ServiceFault.CONNECTION_LOST);
        assertThrows(IOException.class, () -> get(service, "/"));
    }

    @Test
    void appliesAWriteAndLosesTheAnswerWhateverIsReadBefore() throws Exception {
        service.fail(ServiceFault.ANSWER_LOST);

        assertEquals(200, get(service, "/").statusCode());
        assertThrows(IOException.class, () -> send(service, "POST", "/"));
        assertEquals(1, written.get());
        assertEquals(204, send(service, "POST", "/").statusCode());
    }

    @Test
    void answersOthersWhileOneHangs() throws Exception {
        service.fail(ServiceFault.HANG);

        assertThrows(HttpTimeoutException.class, () -> get(service, "/"));
        assertEquals(200, get(service, "/").statusCode());
    }

    @Test
    void tellsThatItsScriptHasFailed() throws Exception {
        try (PlayedService broken = new PlayedService(request -> {
            throw new IllegalStateException("no such row");
        })) {
            assertTrue(get(broken, "/").body().contains("no such row"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void standsBeforeAnotherService(String end) throws Exception {
        try (PlayedService before = PlayedService.inFrontOf(service.url() + end)) {
            HttpResponse<String> answer = get(before, "/items?q=a%20b");
            assertEquals("{\"name\": \"item\"}", answer.body());
            assertEquals("a b", answer.headers().firstValue("X-Asked").orElseThrow());
            assertEquals("tests", service.last().header("X-Sender"));

            before.fail(ServiceFault.UNAVAILABLE);
            assertEquals(503, get(before, "/items").statusCode());
            assertEquals(1, service.received().size(), "it was not asked");

            assertEquals(204, send(before, "PATCH", "/items/1").statusCode());
            assertEquals("PATCH", service.last().method());
        }
    }

    @Test
    void runsOnThreadsThatNoConnectorIsBlamedFor() throws Exception {
        RunningThreads before = RunningThreads.now();
        try (PlayedService another = PlayedService.inFrontOf(service.url())) {
            get(another, "/");
            assertEquals(List.of(), before.started(each -> false));
        }
    }

    @Test
    void readsAForm() throws Exception {
        HttpRequest form = request(service, "/token")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&scope=a+b"))
                .build();
        client.send(form, HttpResponse.BodyHandlers.discarding());

        assertEquals(
                Map.of("grant_type", "refresh_token", "scope", "a b"),
                service.last().form());
    }

    private HttpResponse<String> get(PlayedService from, String target) throws IOException, InterruptedException {
        return send(from, "GET", target);
    }

    private HttpResponse<String> send(PlayedService to, String method, String target)
            throws IOException, InterruptedException {
        HttpRequest request = request(to, target)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(PlayedService to, String target) {
        return HttpRequest.newBuilder(URI.create(to.url() + target))
                .header("X-Sender", "tests")
                .timeout(Duration.ofSeconds(1));
    }
}
