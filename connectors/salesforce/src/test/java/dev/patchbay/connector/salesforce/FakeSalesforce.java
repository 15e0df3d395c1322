package dev.patchbay.connector.salesforce;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The part of Salesforce that the connector uses: tokens, an organization with the object {@code Account}, and refusals as
 * Salesforce has them. What it knows of SOQL is in {@link FakeQuery}.
 */
final class FakeSalesforce implements AutoCloseable {
    static final String CLIENT = "3MVG9consumer";
    static final String SECRET = "good4711secret";
    static final String REFRESH = "5Aep861first";
    static final String THREADS = "fake-salesforce";
    private static final String DATA = "/services/data/v62.0";
    private static final Set<String> FIELDS = Set.of("Id", "Name", "Number__c", "SystemModstamp", "IsDeleted");

    /** What came in. */
    record Seen(
            String method, String path, Map<String, String> query, Map<String, List<String>> headers, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> new Thread(work, THREADS));
    private final AtomicReference<ServiceFault> fault = new AtomicReference<>();
    private final AtomicInteger unharmed = new AtomicInteger();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Map<String, Object>>> kept = new ConcurrentHashMap<>();
    private final List<Map<String, Object>> accounts = new ArrayList<>();
    private volatile String refresh = REFRESH;
    private volatile String instance;
    private volatile Map<String, Object> refusal;
    private volatile int refusalStatus;
    private volatile String refusedPath = "";
    private volatile boolean manyFields;
    private int minute;
    private int written;

    FakeSalesforce() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        instance = url();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Seen> seen() {
        return seen;
    }

    List<Seen> seen(String path) {
        return seen.stream().filter(each -> each.path().endsWith(path)).toList();
    }

    Seen last() {
        return seen.get(seen.size() - 1);
    }

    void fail(ServiceFault next) {
        failAfter(0, next);
    }

    /** Lets some requests through first; those for tokens do not count. */
    void failAfter(int requests, ServiceFault next) {
        unharmed.set(requests);
        fault.set(next);
    }

    /** Refuses the requests to paths that end so, until told otherwise. */
    void refuse(String pathEnd, int status, String errorCode, String message) {
        refusal = map("message", message, "errorCode", errorCode);
        refusalStatus = status;
        refusedPath = pathEnd;
    }

    /** What is told along with tokens from now on. */
    void tellInstance(String url) {
        instance = url;
    }

    /** As if the sessions had timed out. */
    void endSessions() {
        tokens.clear();
    }

    /** As in an organization with a great many fields of its own. */
    void addManyFields() {
        manyFields = true;
    }

    void forgetQueries() {
        kept.clear();
    }

    synchronized int written() {
        return written;
    }

    /** All with one and the same time of change. */
    synchronized List<String> addAccounts(int count) {
        minute++;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add((String) account(map("Name", "Acme")).get("Id"));
        }
        return ids;
    }

    /** The account changes, later than everything before. */
    synchronized void touch(String id) {
        minute++;
        find(id).put("SystemModstamp", time());
    }

    synchronized void touchAt(String id, Instant when) {
        find(id).put("SystemModstamp", when.toString().replaceFirst("(\\.\\d+)?Z", ".000+0000"));
    }

    synchronized void delete(String id) {
        touch(id);
        find(id).put("IsDeleted", true);
    }

    synchronized Map<String, Object> find(String id) {
        return accounts.stream()
                .filter(each -> each.get("Id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    synchronized List<Map<String, Object>> accounts() {
        return List.copyOf(accounts);
    }

    private Map<String, Object> account(Map<?, ?> fields) {
        Map<String, Object> account = map("Id", "001%012dAAA".formatted(accounts.size() + 1), "SystemModstamp", time());
        account.put("IsDeleted", false);
        put(fields, account);
        accounts.add(account);
        return account;
    }

    private static void put(Map<?, ?> fields, Map<String, Object> account) {
        fields.forEach((name, value) -> {
            if (FIELDS.contains((String) name)) {
                account.put((String) name, value);
            }
        });
    }

    private String time() {
        return "2018-02-07T%02d:%02d:00.000+0000".formatted(minute / 60, minute % 60);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        seen.add(new Seen(
                exchange.getRequestMethod(),
                path,
                pairs(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                body));
        if (!path.startsWith("/services/")) {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            bytes(exchange, 200, "<!DOCTYPE html><title>Login | Salesforce</title>");
            return;
        }
        if (path.equals("/services/oauth2/token")) {
            token(exchange, pairs(body));
            return;
        }
        ServiceFault met = unharmed.getAndDecrement() > 0 ? null : fault.getAndSet(null);
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (met != null && met != ServiceFault.ANSWER_LOST) {
            meet(met, exchange);
        } else if (!tokens.contains(shown.replace("Bearer ", ""))) {
            refuse(exchange, 401, "INVALID_SESSION_ID", "Session expired or invalid");
        } else if (!refusedPath.isEmpty() && path.endsWith(refusedPath)) {
            json(exchange, refusalStatus, List.of(refusal));
        } else {
            synchronized (this) {
                serve(exchange, path, body, met == ServiceFault.ANSWER_LOST);
            }
        }
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        boolean good = switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> SECRET.equals(form.get("client_secret"));
            case "refresh_token" -> refresh.equals(form.get("refresh_token"));
            default -> form.containsKey("assertion");
        };
        if (!good) {
            json(exchange, 400, map("error", "invalid_grant", "error_description", "authentication failure"));
            return;
        }
        String token = "00Dxx!" + Integer.toHexString(seen.size()) + "session";
        tokens.add(token);
        Map<String, Object> answer = map(
                "access_token", token, "instance_url", instance, "token_type", "Bearer", "id", url() + "/id/00D/005");
        if ("refresh_token".equals(form.get("grant_type"))) {
            refresh = "5Aep861next" + seen.size();
            answer.put("refresh_token", refresh);
        }
        json(exchange, 200, answer);
    }

    private void meet(ServiceFault met, HttpExchange exchange) throws IOException {
        switch (met) {
            case LIMIT -> {
                exchange.getResponseHeaders().add("Retry-After", "30");
                refuse(exchange, 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
            }
            case TOKEN_EXPIRED -> refuse(exchange, 401, "INVALID_SESSION_ID", "Session expired or invalid");
            case SIGN_IN_PAGE -> {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                bytes(exchange, 200, "<!DOCTYPE html><title>Login | Salesforce</title>");
            }
            case HALF_DOCUMENT -> bytes(exchange, 200, "{\"totalSize\": 3, \"done\": true, \"records\": [{\"Id\"");
            case CONNECTION_LOST -> {
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().write("{\"totalSize\"".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            default -> refuse(exchange, 503, "SERVER_UNAVAILABLE", "We are down for maintenance");
        }
    }

    private void serve(HttpExchange exchange, String path, String body, boolean lost) throws IOException {
        boolean write = !exchange.getRequestMethod().equals("GET");
        if (write) {
            write(exchange, path, body.isEmpty() ? Map.of() : (Map<?, ?>) Json.read(body), lost);
        } else if (path.equals(DATA + "/limits")) {
            json(exchange, 200, map("DailyApiRequests", map("Max", 15_000, "Remaining", 14_998)));
        } else if (path.equals(DATA + "/")) {
            json(exchange, 200, map("query", DATA + "/query"));
        } else if (path.equals(DATA + "/sobjects/Account/describe")) {
            describe(exchange);
        } else if (path.equals(DATA + "/query") || path.equals(DATA + "/queryAll")) {
            query(exchange, path.endsWith("All"));
        } else if (path.startsWith(DATA + "/query/")) {
            batch(exchange, path.substring(path.lastIndexOf('/') + 1));
        } else {
            refuse(exchange, 404, "NOT_FOUND", "The requested resource does not exist");
        }
    }

    private void describe(HttpExchange exchange) throws IOException {
        List<Map<String, Object>> fields = new ArrayList<>();
        FIELDS.stream().sorted().forEach(each -> fields.add(map("name", each)));
        for (int i = 0; manyFields && i < 799; i++) {
            fields.add(map("name", "Custom_%03d__c".formatted(i)));
        }
        json(exchange, 200, map("name", "Account", "fields", fields));
    }

    private void query(HttpExchange exchange, boolean all) throws IOException {
        FakeQuery query =
                FakeQuery.parse(pairs(exchange.getRequestURI().getRawQuery()).getOrDefault("q", ""));
        if (!query.object().equals("Account")) {
            refuse(exchange, 400, "INVALID_TYPE", "sObject type '" + query.object() + "' is not supported.");
        } else if (query.hasAllFields() ? query.limit() > 200 : !FIELDS.containsAll(query.fields())) {
            refuse(exchange, 400, "INVALID_FIELD", "No such column on entity 'Account'");
        } else {
            List<Map<String, Object>> found = query.run(accounts.stream()
                    .filter(each -> all || each.get("IsDeleted").equals(false))
                    .toList());
            String name = "01g%012d".formatted(kept.size() + 1);
            kept.put(name, found);
            batch(exchange, name + "-0");
        }
    }

    private void batch(HttpExchange exchange, String locator) throws IOException {
        String[] parts = locator.split("-");
        List<Map<String, Object>> found = kept.get(parts[0]);
        if (found == null) {
            refuse(exchange, 400, "INVALID_QUERY_LOCATOR", "invalid query locator");
            return;
        }
        String options = String.valueOf(exchange.getRequestHeaders().getFirst("Sforce-Query-Options"));
        int size = options.startsWith("batchSize=") ? Math.max(200, Integer.parseInt(options.substring(10))) : 2_000;
        int from = Integer.parseInt(parts[1]);
        int to = Math.min(found.size(), from + size);
        Map<String, Object> answer = map("totalSize", found.size(), "done", to == found.size());
        if (to < found.size()) {
            answer.put("nextRecordsUrl", DATA + "/query/" + parts[0] + "-" + to);
        }
        answer.put("records", found.subList(from, to));
        json(exchange, 200, answer);
    }

    private void write(HttpExchange exchange, String path, Map<?, ?> sent, boolean lost) throws IOException {
        minute++;
        if (path.startsWith(DATA + "/composite/sobjects")) {
            String[] parts =
                    path.substring((DATA + "/composite/sobjects").length()).split("/");
            String key = parts.length == 3 ? parts[2] : "";
            List<Map<String, Object>> results = ((List<?>) sent.get("records"))
                    .stream().map(each -> one((Map<?, ?>) each, key)).toList();
            end(exchange, 200, results, lost);
        } else if (path.equals(DATA + "/composite")) {
            end(exchange, 200, map("compositeResponse", sent.get("compositeRequest")), lost);
        } else if (exchange.getRequestMethod().equals("POST")) {
            written++;
            end(exchange, 201, map("id", account(sent).get("Id"), "success", true, "errors", List.of()), lost);
        } else if (path.contains("/Number__c/")) {
            Map<String, Object> fields = new LinkedHashMap<>();
            put(sent, fields);
            fields.put("Number__c", path.substring(path.lastIndexOf('/') + 1));
            end(exchange, 201, one(fields, "Number__c"), lost);
        } else {
            one(exchange, path.substring(path.lastIndexOf('/') + 1), sent);
        }
    }

    private void one(HttpExchange exchange, String id, Map<?, ?> sent) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            if (find(id).put("IsDeleted", true).equals(true)) {
                refuse(exchange, 404, "ENTITY_IS_DELETED", "entity is deleted");
                return;
            }
        } else {
            put(sent, find(id));
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private Map<String, Object> one(Map<?, ?> fields, String key) {
        if ("refused".equals(fields.get("Name"))) {
            Map<String, Object> error =
                    map("statusCode", "REQUIRED_FIELD_MISSING", "message", "Required fields are missing");
            error.put("fields", List.of("Number__c"));
            return map("success", false, "errors", List.of(error));
        }
        written++;
        Map<String, Object> old = accounts.stream()
                .filter(each -> key.isEmpty()
                        ? each.get("Id").equals(fields.get("id"))
                        : fields.get(key).equals(each.get(key)))
                .findFirst()
                .orElse(null);
        if (old != null) {
            put(fields, old);
        }
        Map<String, Object> account = old == null ? account(fields) : old;
        return map("id", account.get("Id"), "success", true, "errors", List.of(), "created", old == null);
    }

    private static void end(HttpExchange exchange, int status, Object answer, boolean lost) throws IOException {
        if (lost) {
            exchange.close();
        } else {
            json(exchange, status, answer);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        json(exchange, status, List.of(map("message", message, "errorCode", code)));
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String each : text.split("&")) {
                String[] parts = each.split("=", 2);
                values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
        bytes(exchange, status, Json.write(body));
    }

    private static void bytes(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
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
