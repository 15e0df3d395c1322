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
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * The service in small, on this machine, with as many items as it is told: what tests talk to, and what there is to play
 * with. Alone it runs by {@code java} and the name of this file.
 */
final class ${connector}Service implements AutoCloseable {
    static final String TOKEN = "good-token";

    private static final int PORT = 8642;
    private static final int MOST = 1000;

    private final HttpServer server;
    private final Map<Integer, String> items = new ConcurrentSkipListMap<>();
    private int last;

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
        return add(count, () -> "item");
    }

    synchronized List<String> add(int count, Supplier<String> name) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.put(++last, name.get() + " " + last);
            ids.add(String.valueOf(last));
        }
        return ids;
    }

    boolean remove(String id) {
        return items.remove(Integer.valueOf(id)) != null;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, known ? 200 : 401, known ? page(exchange.getRequestURI()) : "{\"error\":\"who are you?\"}");
        }
    }

    private String page(URI request) {
        int after = parameter(request, "after", 0);
        int limit = Math.min(parameter(request, "limit", MOST), MOST);
        List<Integer> rest = items.keySet().stream().filter(each -> each > after).toList();
        List<String> page = rest.stream()
                .limit(limit)
                .map(each -> "{\"id\":" + each + ",\"name\":\"" + items.get(each) + "\"}")
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
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
