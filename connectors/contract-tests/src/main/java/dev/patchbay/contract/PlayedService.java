package dev.patchbay.contract;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * An external system that speaks HTTP, played on a free port of this machine: it answers as a {@link Script} says,
 * remembers what came in, and fails when it is told to. WireMock serves it.
 *
 * <p>The script is asked on many threads at once. What it throws is answered with status 500 and its text.
 */
public final class PlayedService implements AutoCloseable {
    private static final int THREADS = 60;
    private static final long STOP_MILLIS = 100;

    /** What the service knows and says; its state is the script's own. */
    public interface Script {
        Answer answer(Received request);
    }

    private final WireMockServer server;
    private final String url;
    private final Script script;
    private final PlayedFaults faults = new PlayedFaults();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    public PlayedService(Script script) {
        this.script = script;
        this.server = new WireMockServer(new WireMockConfiguration()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(THREADS)
                .jettyStopTimeout(STOP_MILLIS)
                // Of the two kinds of connection, the one whose breaking can be played.
                .http2PlainDisabled(true)
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .gzipDisabled(true)
                // It would keep every answer.
                .disableRequestJournal()
                .extensionScanningEnabled(false)
                .notifier(new Silence())
                .extensions(new Played()));
        PlayedThreads.run(server::start);
        server.stubFor(WireMock.any(WireMock.anyUrl()));
        url = "http://127.0.0.1:" + server.port();
    }

    /**
     * What stands before a service that runs already, on this machine or in a container, and passes requests on to it: so
     * that one which cannot fail when it is told to meets every fault nevertheless.
     *
     * @param url of the service
     */
    public static PlayedService inFrontOf(String url) {
        return new PlayedService(new Passage(url));
    }

    /** Where it is, or was until it was closed; without a slash at the end. */
    public String url() {
        return url;
    }

    /** What came in so far, in order. */
    public List<Received> received() {
        return received;
    }

    public Received last() {
        return received.get(received.size() - 1);
    }

    /** The next request meets a fault; a write that is applied and not answered, the next that is a write. */
    public void fail(ServiceFault fault) {
        failAfter(0, fault);
    }

    /** Lets some requests through first. */
    public void failAfter(int requests, ServiceFault fault) {
        faults.next(requests, fault);
    }

    /** How it says what a fault is to say; without that, as most services do. */
    public PlayedService saying(ServiceFault fault, Answer answer) {
        faults.say(fault, answer);
        return this;
    }

    /** Requests that never meet a fault, such as those for a token. */
    public PlayedService sparing(Predicate<Received> spared) {
        faults.spare(spared);
        return this;
    }

    @Override
    public void close() {
        faults.release();
        server.stop();
    }

    private Answer answer(Received request) {
        received.add(request);
        try {
            return faults.answer(request, script);
        } catch (RuntimeException | AssertionError failed) {
            return Answer.text(500, "the script has failed: " + failed);
        }
    }

    private final class Played implements ResponseDefinitionTransformerV2 {
        @Override
        public String getName() {
            return "played";
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            Map<String, List<String>> headers = new HashMap<>();
            for (HttpHeader each : request.getHeaders().all()) {
                headers.put(each.key(), each.values());
            }
            return answer(new Received(request.getMethod().getName(), request.getUrl(), headers, request.getBody()))
                    .definition();
        }
    }

    /** A test says itself what went wrong. */
    private static final class Silence implements Notifier {
        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Throwable failure) {}
    }
}
