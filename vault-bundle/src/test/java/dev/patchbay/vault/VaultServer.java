package dev.patchbay.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.patchbay.toolkit.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Speaks Vault's published HTTP API as far as a reader and writer of secrets needs it: KV version 2 mounted at
 * {@code secret} and {@code team/kv}, tokens, AppRole, Kubernetes, namespaces, sealing. Its clock stands still: tokens end
 * when a test says so.
 */
public final class VaultServer implements AutoCloseable {
    private static final List<String> MOUNTS = List.of("team/kv", "secret");
    private static final String CAS = "check-and-set parameter did not match the current version";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    /** All below are guarded by this. */
    private final Map<String, List<Map<String, Object>>> versions = new HashMap<>();

    private final Map<String, TokenFacts> tokens = new HashMap<>();
    private final Map<Map<String, Object>, TokenFacts> logins = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private String namespace = "";
    private int status;
    private Runnable beforeWrite = () -> {};
    private int issued;

    private record TokenFacts(long ttl, boolean renewable, String prefix) {}

    private record Answer(int status, Object body) {
        static Answer error(int status, String... messages) {
            return new Answer(status, Map.of("errors", List.of(messages)));
        }
    }

    private VaultServer(HttpServer server) {
        this.server = server;
        server.createContext("/v1/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public static VaultServer start() throws IOException {
        return startAt(0);
    }

    /** At a port where another one was, for example. */
    public static VaultServer startAt(int port) throws IOException {
        return new VaultServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    static VaultServer startSecurely(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new VaultServer(server);
    }

    public String address() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A new version of a secret. */
    public synchronized void put(String path, Map<String, Object> keys) {
        versions.computeIfAbsent(path, any -> new ArrayList<>()).add(keys);
    }

    /** The latest version of a secret. */
    public synchronized Map<String, Object> latest(String path) {
        List<Map<String, Object>> all = versions.getOrDefault(path, List.of());
        return all.isEmpty() ? Map.of() : all.get(all.size() - 1);
    }

    /** Softly, as {@code vault kv delete} does: the version stays, without data. */
    synchronized void delete(String path) {
        List<Map<String, Object>> all = versions.get(path);
        all.set(all.size() - 1, null);
    }

    /** A token that may do everything below a prefix. */
    public synchronized void token(String token, long ttl, boolean renewable, String prefix) {
        tokens.put(token, new TokenFacts(ttl, renewable, prefix));
    }

    synchronized void revokeAll() {
        tokens.clear();
    }

    /** Whoever logs in with these gets a token of its own. */
    synchronized void login(Map<String, Object> credentials, long ttl, boolean renewable) {
        logins.put(credentials, new TokenFacts(ttl, renewable, ""));
    }

    synchronized void demandNamespace(String name) {
        namespace = name;
    }

    /** Answers everything with this status; 0 ends that. */
    public synchronized void answerAll(int with) {
        status = with;
    }

    /** Runs once, after a writer has read and before its write is judged. */
    synchronized void beforeWrite(Runnable action) {
        beforeWrite = action;
    }

    /**
     * Runs each time a request has come, before it is answered; others are answered meanwhile.
     *
     * @param request as {@code GET secret/data/app}
     */
    void before(String request, Runnable action) {
        before.put(request, action);
    }

    /** Each as {@code GET secret/data/app}. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        before.getOrDefault(named(exchange), () -> {}).run();
        Answer answer = answer(exchange, sent.isEmpty() ? Map.of() : (Map<?, ?>) Json.read(sent));
        byte[] body = Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, Map<?, ?> body) {
        String path = path(exchange);
        requests.add(named(exchange));
        if (status != 0) {
            return Answer.error(status, status == 503 ? "Vault is sealed" : "internal error");
        }
        String asked = header(exchange, "X-Vault-Namespace");
        if (!asked.replaceAll("/$", "").equals(namespace)) {
            return Answer.error(404, "no handler for route '" + path + "'");
        }
        if (path.startsWith("auth/") && path.endsWith("/login")) {
            return logIn(body);
        }
        String token = header(exchange, "X-Vault-Token");
        TokenFacts facts = tokens.get(token);
        if (facts == null) {
            return Answer.error(403, "permission denied", "invalid token");
        }
        if (path.startsWith("auth/token/")) {
            return aboutToken(path, token, facts);
        }
        return path.startsWith(facts.prefix())
                ? secret(exchange.getRequestMethod(), path, body)
                : Answer.error(403, "1 error occurred:\n\t* permission denied\n\n");
    }

    private Answer logIn(Map<?, ?> credentials) {
        TokenFacts facts = logins.get(credentials);
        if (facts == null) {
            return Answer.error(400, "invalid role or secret ID");
        }
        String token = "hvs.issued-" + ++issued;
        tokens.put(token, facts);
        return auth(token, facts);
    }

    private static Answer aboutToken(String path, String token, TokenFacts facts) {
        if (path.equals("auth/token/lookup-self")) {
            return new Answer(200, Map.of("data", Map.of("ttl", facts.ttl(), "renewable", facts.renewable())));
        }
        return facts.renewable() ? auth(token, facts) : Answer.error(400, "lease is not renewable");
    }

    private static Answer auth(String token, TokenFacts facts) {
        return new Answer(
                200,
                Map.of(
                        "auth",
                        Map.of("client_token", token, "lease_duration", facts.ttl(), "renewable", facts.renewable())));
    }

    private Answer secret(String method, String path, Map<?, ?> body) {
        String mount = MOUNTS.stream()
                .filter(each -> path.startsWith(each + "/data/"))
                .findFirst()
                .orElse("");
        if (mount.isEmpty()) {
            return Answer.error(404, "no handler for route '" + path + "'");
        }
        String name = mount + path.substring((mount + "/data").length());
        return method.equals("GET") ? read(name) : write(name, body);
    }

    private Answer read(String name) {
        List<Map<String, Object>> all = versions.getOrDefault(name, List.of());
        if (all.isEmpty()) {
            return Answer.error(404);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("data", latest(name));
        data.put("metadata", Map.of("version", all.size(), "destroyed", false));
        return new Answer(latest(name) == null ? 404 : 200, Map.of("data", data));
    }

    private Answer write(String name, Map<?, ?> body) {
        Runnable first = beforeWrite;
        beforeWrite = () -> {};
        first.run();
        int current = versions.getOrDefault(name, List.of()).size();
        Object cas = body.get("options") instanceof Map<?, ?> options ? options.get("cas") : null;
        if (cas instanceof Number expected && expected.intValue() != current) {
            return Answer.error(400, CAS);
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        ((Map<?, ?>) body.get("data")).forEach((key, value) -> keys.put((String) key, value));
        put(name, keys);
        return new Answer(200, Map.of("data", Map.of("version", current + 1, "destroyed", false)));
    }

    private static String named(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + path(exchange);
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring("/v1/".length());
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
