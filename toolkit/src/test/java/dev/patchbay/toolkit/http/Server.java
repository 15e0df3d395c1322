package dev.patchbay.toolkit.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A service on a port of its own, which answers what a test says and remembers what it was asked. */
public final class Server implements AutoCloseable {

    /** What came in. */
    public record Seen(String method, String target, Headers headers, String body) {
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** Answers one request. */
    public interface Handler {
        void answer(Seen request, Replying reply) throws IOException;
    }

    /** The answer to one request; not more than one of the methods that end it is called. */
    public static final class Replying {
        private final HttpExchange exchange;

        Replying(HttpExchange exchange) {
            this.exchange = exchange;
        }

        public Replying header(String name, String value) {
            exchange.getResponseHeaders().add(name, value);
            return this;
        }

        public void json(int status, String body) throws IOException {
            header("Content-Type", "application/json");
            text(status, body);
        }

        public void text(int status, String body) throws IOException {
            bytes(status, body.getBytes(StandardCharsets.UTF_8));
        }

        public void bytes(int status, byte[] body) throws IOException {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    private Server(HttpServer server) {
        this.server = server;
    }

    public static Server start(Handler handler) {
        try {
            return start(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that speaks TLS. */
    static Server start(SSLContext context, boolean wantsCertificate, Handler handler) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters usual = context.getDefaultSSLParameters();
                    usual.setNeedClientAuth(wantsCertificate);
                    parameters.setSSLParameters(usual);
                }
            });
            return start(server, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Server start(HttpServer server, Handler handler) {
        Server started = new Server(server);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Seen request = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body);
            started.seen.add(request);
            handler.answer(request, new Replying(exchange));
        });
        server.setExecutor(started.threads);
        server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port();
    }

    public List<Seen> seen() {
        return seen;
    }

    public Seen last() {
        return seen.get(seen.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
