package dev.patchbay.connector.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.toolkit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A service with one list of orders, whose pages are turned as the first part of the path says, and with a place to post
 * to. The list is in the order of change, or in that of ids with {@code order=id}.
 */
final class FakeService implements AutoCloseable {
    static final String KEY = "good4711key";

    static final String THREADS = "fake-service";

    /** What came in. */
    record Seen(String method, String target, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> new Thread(work, THREADS));
    private final AtomicReference<ServiceFault> fault = new AtomicReference<>();
    private final AtomicInteger unharmed = new AtomicInteger();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> orders = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private int minute;
    private int written;

    FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Seen> seen() {
        return seen;
    }

    Seen last() {
        return seen.get(seen.size() - 1);
    }

    void fail(ServiceFault next) {
        failAfter(0, next);
    }

    /** Lets some requests through first. */
    void failAfter(int requests, ServiceFault next) {
        unharmed.set(requests);
        fault.set(next);
    }

    synchronized int written() {
        return written;
    }

    /** The keys of what was posted. */
    synchronized Set<String> keys() {
        return keys;
    }

    /** All with one and the same time of change. */
    synchronized List<String> add(int count) {
        minute++;
        return addAt(count, "2018-02-07T%02d:%02d:00Z".formatted(minute / 60, minute % 60));
    }

    synchronized List<String> addAt(int count, String time) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "o-%05d".formatted(orders.size() + 1);
            orders.add(map("id", id, "updated_at", time, "total", 12));
            ids.add(id);
        }
        return ids;
    }

    /** An order changes, later than everything before. */
    synchronized void touch(String id) {
        minute++;
        orders.stream()
                .filter(each -> each.get("id").equals(id))
                .forEach(
                        each -> each.put("updated_at", "2018-02-07T%02d:%02d:00Z".formatted(minute / 60, minute % 60)));
    }

    /** When each order changed, as it is now. */
    synchronized Map<String, String> times() {
        Map<String, String> times = new LinkedHashMap<>();
        orders.forEach(each -> times.put(String.valueOf(each.get("id")), String.valueOf(each.get("updated_at"))));
        return times;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        ServiceFault met = unharmed.getAndDecrement() > 0 ? null : fault.getAndSet(null);
        if (met != null && met != ServiceFault.ANSWER_LOST) {
            meet(met, exchange);
        } else if (!isLetIn(exchange) && !isSigned(exchange, body)) {
            json(exchange, 401, map("message", "Who are you?"));
        } else {
            synchronized (this) {
                serve(exchange, body, met == ServiceFault.ANSWER_LOST);
            }
        }
    }

    private static boolean isLetIn(HttpExchange exchange) {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("ann:" + KEY).getBytes(StandardCharsets.UTF_8));
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        return ("Bearer " + KEY).equals(shown)
                || basic.equals(shown)
                || KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))
                || KEY.equals(query(exchange).get("key"))
                || exchange.getRequestURI().getPath().startsWith("/public");
    }

    /** Method, target, time and body with bars between, by HMAC with SHA-256. */
    private static boolean isSigned(HttpExchange exchange, String body) {
        String time = exchange.getRequestHeaders().getFirst("X-Timestamp");
        String signed = exchange.getRequestMethod() + "|" + exchange.getRequestURI() + "|" + time + "|" + body;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return ("sha256=" + expected).equals(exchange.getRequestHeaders().getFirst("X-Request-Signature"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void meet(ServiceFault met, HttpExchange exchange) throws IOException {
        switch (met) {
            case LIMIT -> {
                exchange.getResponseHeaders().add("Retry-After", "30");
                json(exchange, 429, map("message", "Too many requests"));
            }
            case TOKEN_EXPIRED -> json(exchange, 401, map("message", "Your token is old"));
            case SIGN_IN_PAGE -> {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                bytes(exchange, 200, "<!DOCTYPE html><title>Sign in</title>");
            }
            case HALF_DOCUMENT -> bytes(exchange, 200, "{\"data\": [{\"id\": 1, \"upda");
            case CONNECTION_LOST -> {
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().write("{\"data\": [{\"id\": 1".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            default -> json(exchange, 502, map("message", "Bad gateway"));
        }
    }

    private void serve(HttpExchange exchange, String body, boolean lost) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            take(exchange, body, lost);
        } else if (path.equals("/status")) {
            json(exchange, 200, map("status", "ok"));
        } else if (path.matches("/[a-z]+/orders")) {
            list(exchange, path.split("/")[1]);
        } else {
            json(exchange, path.startsWith("/hooks") ? 405 : 404, map("message", "Nothing here"));
        }
    }

    private void take(HttpExchange exchange, String body, boolean lost) throws IOException {
        Object sent = Json.read(body);
        List<?> records = sent instanceof List<?> several ? several : List.of(sent);
        List<Map<String, Object>> refused = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (((Map<?, ?>) records.get(i)).get("total") == null) {
                refused.add(map("index", i, "message", "'total' is missing"));
            }
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (refused.size() < records.size() && (key == null || keys.add(key))) {
            written += records.size() - refused.size();
        }
        if (lost) {
            exchange.close();
        } else if (sent instanceof Map && !refused.isEmpty()) {
            json(exchange, 422, map("message", "'total' is missing"));
        } else {
            json(exchange, 201, map("id", "w-" + written, "refused", refused));
        }
    }

    private void list(HttpExchange exchange, String way) throws IOException {
        Map<String, String> query = query(exchange);
        String since = query.getOrDefault("since", "");
        List<Map<String, Object>> all = new ArrayList<>(orders.stream()
                .filter(each -> String.valueOf(each.get("updated_at")).compareTo(since) >= 0)
                .toList());
        all.sort(Comparator.comparing(
                each -> String.valueOf(each.get("id".equals(query.get("order")) ? "id" : "updated_at"))));
        int size = Integer.parseInt(query.getOrDefault("size", "4"));
        int from = switch (way) {
            case "plain", "public" -> 0;
            case "offset" -> Integer.parseInt(query.getOrDefault("offset", "0"));
            case "cursor" -> Integer.parseInt(query.getOrDefault("after", "c0").substring(1));
            default -> (Integer.parseInt(query.getOrDefault("page", "1")) - 1) * size;
        };
        int start = Math.min(all.size(), from);
        int end = way.equals("plain") || way.equals("public") ? all.size() : Math.min(all.size(), start + size);
        Map<String, Object> answer =
                map("data", all.subList(start, end), "total", all.size(), "more", end < all.size());
        if (end < all.size()) {
            String next = exchange.getRequestURI().toString().replaceAll("[?&]page=\\d+", "");
            next += (next.contains("?") ? "&" : "?") + "page=" + (from / size + 2);
            switch (way) {
                case "cursor" -> answer.put("next", "c" + end);
                case "next" -> answer.put("next", next);
                default -> exchange.getResponseHeaders().add("Link", "<" + url() + next + ">; rel=\"next\"");
            }
        }
        json(exchange, 200, answer);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String each : query.split("&")) {
                String[] parts = each.split("=", 2);
                values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        bytes(exchange, status, Json.write(body));
    }

    private static void bytes(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
