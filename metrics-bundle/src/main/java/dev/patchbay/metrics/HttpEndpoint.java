package dev.patchbay.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /metrics} and nothing else, to few at a time. */
final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final String PATH = "/metrics";
    private static final int THREADS = 4;
    private static final int WAITING = 32;

    private final MetricsText metrics;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor watch;

    /**
     * Answers from now on. Its threads are of the kind that the calling one is.
     *
     * @param most how long a client may take to ask, and to read what is answered
     */
    HttpEndpoint(InetSocketAddress address, MetricsText metrics, Duration most) throws IOException {
        this.metrics = metrics;
        this.server = HttpServer.create(address, WAITING);
        // Who comes when all are busy and many wait is hung up on.
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), HttpEndpoint::thread);
        threads.allowCoreThreadTimeOut(true);
        this.watch = new ScheduledThreadPoolExecutor(1, HttpEndpoint::thread);
        watch.setRemoveOnCancelPolicy(true);
        server.setExecutor(new ShortTurns(threads, watch, most));
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Requests under way end as they can. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        watch.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!PATH.equals(exchange.getRequestURI().getPath())) {
                refuse(exchange, 404, "there is nothing here but " + PATH);
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                refuse(exchange, 405, "metrics can only be read");
            } else {
                answer(exchange, method.equals("HEAD"));
            }
        }
    }

    private void answer(HttpExchange exchange, boolean headOnly) throws IOException {
        ExpositionFormatWriter writer = writer(exchange.getRequestHeaders().getFirst("Accept"));
        byte[] body;
        try {
            body = metrics.text(writer, name -> true);
        } catch (RuntimeException e) {
            LOG.warn("the metrics could not be collected; the next request tries again", e);
            refuse(exchange, 500, "the metrics could not be collected; the log tells why");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
        String encodings = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (encodings != null && encodings.contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = zipped(body);
        }
        send(exchange, 200, body, headOnly);
    }

    /** The OpenMetrics format for those who ask for it, and the older one for all others. */
    private static ExpositionFormatWriter writer(String accept) {
        OpenMetricsTextFormatWriter open = OpenMetricsTextFormatWriter.create();
        return open.accepts(accept) ? open : PrometheusTextFormatWriter.create();
    }

    private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean headOnly = exchange.getRequestMethod().equals("HEAD");
        send(exchange, status, (sentence + "\n").getBytes(StandardCharsets.UTF_8), headOnly);
    }

    private static void send(HttpExchange exchange, int status, byte[] body, boolean headOnly) throws IOException {
        exchange.sendResponseHeaders(status, headOnly ? -1 : body.length);
        if (!headOnly) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "patchbay-metrics-http");
        thread.setDaemon(true);
        return thread;
    }
}
