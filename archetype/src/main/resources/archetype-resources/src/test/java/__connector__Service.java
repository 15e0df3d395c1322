package ${package};

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The service in small, on this machine, with as many items as it is told: what tests talk to, and what there is to play
 * with. Alone it runs by {@code java} and the name of this file.
 */
final class ${connector}Service implements AutoCloseable {
    static final String TOKEN = "good-token";

    private static final int PORT = 8642;
    private static final int MOST = 1000;

    private final HttpServer server;
    private final List<Integer> items = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> fault = new AtomicReference<>("");

    /** A port of 0 is one that is free. */
    ${connector}Service(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/items", this::answer);
        server.start();
    }

    public static void main(String[] arguments) throws IOException {
        ${connector}Service service = new ${connector}Service(arguments.length == 0 ? PORT : Integer.parseInt(arguments[0]));
        service.add(25);
        System.out.println("25 items at " + service.url() + "/items for the token '" + TOKEN + "'; Ctrl-C ends it");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds items and returns their ids. */
    List<String> add(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(items.size() + 1);
            ids.add(String.valueOf(items.size()));
        }
        return ids;
    }

    /** Lets the next request fail; false if it does not know how. */
    boolean failNext(String kind) {
        boolean known = List.of("UNAVAILABLE", "CONNECTION_LOST", "LIMIT", "TOKEN_EXPIRED", "SIGN_IN_PAGE", "HALF_DOCUMENT")
                .contains(kind);
        fault.set(known ? kind : "");
        return known;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String json = page(exchange.getRequestURI());
            switch (known ? fault.getAndSet("") : "TOKEN_EXPIRED") {
                case "UNAVAILABLE" -> send(exchange, 503, "{\"error\":\"down for maintenance\"}");
                case "LIMIT" -> {
                    exchange.getResponseHeaders().set("Retry-After", "30");
                    send(exchange, 429, "{\"error\":\"too many requests\"}");
                }
                case "TOKEN_EXPIRED" -> send(exchange, 401, "{\"error\":\"who are you?\"}");
                case "SIGN_IN_PAGE" -> send(exchange, 200, "<html><body>Please sign in</body></html>");
                case "HALF_DOCUMENT" -> send(exchange, 200, json.substring(0, json.length() / 2));
                case "CONNECTION_LOST" -> {
                    exchange.sendResponseHeaders(200, json.length());
                    exchange.getResponseBody().write(json.charAt(0));
                }
                default -> send(exchange, 200, json);
            }
        }
    }

    private String page(URI request) {
        int after = parameter(request, "after", 0);
        int limit = Math.min(parameter(request, "limit", MOST), MOST);
        List<Integer> rest = items.stream().filter(each -> each > after).toList();
        List<String> page = rest.stream()
                .limit(limit)
                .map(each -> "{\"id\":" + each + ",\"name\":\"item " + each + "\"}")
                .toList();
        return "{\"items\":[" + String.join(",", page) + "],\"more\":" + (rest.size() > limit) + "}";
    }

    private static int parameter(URI request, String name, int otherwise) {
        for (String each : String.valueOf(request.getQuery()).split("&")) {
            if (each.startsWith(name + "=")) {
                return Integer.parseInt(each.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
