package dev.patchbay.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Answers as another service does that it asks. */
final class Passage implements PlayedService.Script {
    /** Those that concern one connection; it has two. */
    private static final Set<String> OF_CONNECTIONS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final String url;
    private final AtomicReference<HttpClient> client = new AtomicReference<>();

    Passage(String url) {
        this.url = url.replaceFirst("/+$", "");
        PlayedThreads.run(() -> client.set(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newCachedThreadPool(PlayedThreads::daemon))
                .build()));
    }

    @Override
    public Answer answer(Received request) {
        HttpRequest.Builder passed = HttpRequest.newBuilder(URI.create(url + request.target()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.content()));
        request.headers().forEach((name, values) -> {
            if (passes(name)) {
                values.forEach(each -> passed.header(name, each));
            }
        });
        try {
            return answer(client.get().send(passed.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException failed) {
            throw new UncheckedIOException("'" + url + "' does not answer", failed);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return Answer.lost();
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Answer answer = Answer.bytes(response.statusCode(), response.body());
        for (var header : response.headers().map().entrySet()) {
            for (String value : passes(header.getKey()) ? header.getValue() : Set.<String>of()) {
                answer = answer.header(header.getKey(), value);
            }
        }
        return answer;
    }

    private static boolean passes(String header) {
        return !OF_CONNECTIONS.contains(header.toLowerCase(Locale.ROOT));
    }
}
