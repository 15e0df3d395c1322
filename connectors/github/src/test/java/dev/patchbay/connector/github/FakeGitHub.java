package dev.patchbay.connector.github;

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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The part of GitHub's REST interface that the connector uses, with one repository, {@code octo/hello}: lists that turn
 * pages by number with a {@code Link} header, tags, limits and refusals as GitHub has them.
 */
final class FakeGitHub implements AutoCloseable {
    static final String TOKEN = "ghp_good4711token";

    static final String THREADS = "fake-github";

    /** What came in. */
    record Seen(String method, String target, Map<String, List<String>> headers, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> new Thread(work, THREADS));
    private final AtomicReference<ServiceFault> fault = new AtomicReference<>();
    private final AtomicInteger unharmed = new AtomicInteger();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> issues = new ArrayList<>();
    private final List<Map<String, Object>> comments = new ArrayList<>();
    private final List<Map<String, Object>> releases = new ArrayList<>();
    private final List<Map<String, Object>> commits = new ArrayList<>();
    private volatile boolean limited;
    private int minute;
    private int written;

    FakeGitHub() {
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

    /** The next request meets a secondary limit of the kind that tells nothing in its headers. */
    void limitWithoutTime() {
        limited = true;
    }

    synchronized int written() {
        return written;
    }

    synchronized List<String> addIssues(int count) {
        return addIssues(count, Map.of());
    }

    /** All with one and the same time of change. */
    synchronized List<String> addIssues(int count, Map<String, Object> more) {
        minute++;
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> issue = issue(time(), "Issue");
            issue.putAll(more);
            numbers.add(String.valueOf(issue.get("number")));
        }
        return numbers;
    }

    /** The issue with this number changes, later than everything before. */
    synchronized void touch(int number) {
        minute++;
        issues.get(number - 1).put("updated_at", time());
    }

    synchronized void touchAt(int number, Instant when) {
        issues.get(number - 1).put("updated_at", when.toString().replaceFirst("\\.\\d+Z", "Z"));
    }

    synchronized void addRelease(String tag) {
        minute++;
        releases.add(0, map("id", releases.size() + 1, "tag_name", tag, "published_at", time()));
    }

    synchronized String addCommit(String message) {
        String sha = "%040x".formatted(0xabc0000L + commits.size());
        commits.add(0, map("sha", sha, "commit", map("message", message, "committer", map("date", time()))));
        return sha;
    }

    synchronized void addComment(int issue, String text) {
        minute++;
        comments.add(map("id", comments.size() + 1, "body", text, "updated_at", time(), "issue", issue));
    }

    private Map<String, Object> issue(String time, String title) {
        int number = issues.size() + 1;
        Map<String, Object> issue = map(
                "id",
                1_000L + number,
                "number",
                number,
                "title",
                title,
                "state",
                "open",
                "created_at",
                time,
                "updated_at",
                time);
        issues.add(issue);
        return issue;
    }

    private String time() {
        return "2018-02-07T%02d:%02d:00Z".formatted(minute / 60, minute % 60);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        seen.add(new Seen(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        ServiceFault met = unharmed.getAndDecrement() > 0 ? null : fault.getAndSet(null);
        if (met != null && met != ServiceFault.ANSWER_LOST) {
            meet(met, exchange);
            return;
        }
        if (limited) {
            limited = false;
            json(exchange, 403, map("message", "You have exceeded a secondary rate limit. Please wait a few minutes"));
            return;
        }
        if (path.startsWith("/app/")) {
            // Who asks here shows a signed JWT, which the test looks at.
            if (path.equals("/app/installations/77/access_tokens")) {
                json(
                        exchange,
                        201,
                        map(
                                "token",
                                TOKEN,
                                "expires_at",
                                Instant.now().plusSeconds(3_600).toString()));
            } else {
                json(exchange, 404, map("message", "Not Found"));
            }
            return;
        }
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (shown != null && !shown.equals("Bearer " + TOKEN)) {
            json(exchange, 401, map("message", "Bad credentials"));
            return;
        }
        synchronized (this) {
            serve(exchange, path, body, met == ServiceFault.ANSWER_LOST);
        }
    }

    private void meet(ServiceFault met, HttpExchange exchange) throws IOException {
        switch (met) {
            case LIMIT -> {
                exchange.getResponseHeaders().add("Retry-After", "30");
                json(exchange, 429, map("message", "You have exceeded a secondary rate limit."));
            }
            case TOKEN_EXPIRED -> json(exchange, 401, map("message", "Bad credentials"));
            case SIGN_IN_PAGE -> {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                bytes(exchange, 200, "<!DOCTYPE html><title>Sign in</title>");
            }
            case HALF_DOCUMENT -> bytes(exchange, 200, "[{\"id\": 1, \"number\": 1, \"ti");
            case CONNECTION_LOST -> {
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().write("[{\"id\": 1".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            default -> json(exchange, 502, map("message", "Server Error"));
        }
    }

    private void serve(HttpExchange exchange, String path, String body, boolean lost) throws IOException {
        boolean write = !exchange.getRequestMethod().equals("GET");
        if (write) {
            write(exchange, path, body, lost);
        } else if (path.equals("/rate_limit")) {
            json(exchange, 200, map("resources", map("core", map("limit", 5000, "remaining", 4999, "reset", 1))));
        } else if (path.equals("/repos/octo/hello")) {
            json(exchange, 200, map("full_name", "octo/hello"));
        } else if (path.equals("/user/repos")) {
            list(exchange, List.of(map("full_name", "octo/hello", "updated_at", "2018-02-07T00:00:00Z")));
        } else if (path.equals("/orgs/octo/repos") || path.equals("/organizations/9919/repos")) {
            // Further pages of an organisation lie elsewhere.
            list(
                    exchange,
                    List.of(
                            map("full_name", "octo/hello"),
                            map("full_name", "octo/world"),
                            map("full_name", "octo/x")));
        } else if (path.matches("/repos/octo/hello/issues")) {
            list(exchange, issues);
        } else if (path.equals("/repos/octo/hello/issues/comments")) {
            list(exchange, comments);
        } else if (path.equals("/repos/octo/hello/pulls")) {
            list(
                    exchange,
                    issues.stream()
                            .filter(each -> each.containsKey("pull_request"))
                            .toList());
        } else if (path.matches("/repos/octo/hello/pulls/\\d+")) {
            int number = Integer.parseInt(path.replaceAll(".*/", ""));
            json(exchange, 200, issues.get(number - 1));
        } else if (path.equals("/repos/octo/hello/releases")) {
            list(exchange, releases);
        } else if (path.equals("/repos/octo/hello/commits")) {
            String from = query(exchange).getOrDefault("sha", "");
            list(exchange, commits.subList(place(from), commits.size()));
        } else if (path.matches("/repos/octo/hello/commits/.+")) {
            if (commits.isEmpty()) {
                json(exchange, 409, map("message", "Git Repository is empty."));
            } else {
                String ref = path.replaceAll(".*/", "");
                bytes(
                        exchange,
                        200,
                        ref.length() == 40 ? ref : (String) commits.get(0).get("sha"));
            }
        } else if (path.matches("/repos/octo/hello/compare/.+")) {
            compare(exchange, path.replaceAll(".*/", "").split("\\.\\.\\."));
        } else {
            json(exchange, 404, map("message", "Not Found"));
        }
    }

    private int place(String sha) {
        for (int i = 0; i < commits.size(); i++) {
            if (commits.get(i).get("sha").equals(sha)) {
                return i;
            }
        }
        return -1;
    }

    private void compare(HttpExchange exchange, String[] ends) throws IOException {
        int base = place(ends[0]);
        int head = place(ends[1]);
        if (base < 0 || head < 0) {
            json(exchange, 404, map("message", "Not Found"));
            return;
        }
        List<Map<String, Object>> between = new ArrayList<>(commits.subList(head, base));
        Collections.reverse(between);
        json(exchange, 200, map("commits", page(exchange, between)));
    }

    private void write(HttpExchange exchange, String path, String body, boolean lost) throws IOException {
        Map<?, ?> sent = body.isEmpty() ? Map.of() : (Map<?, ?>) Json.read(body);
        if (path.equals("/graphql")) {
            boolean good = String.valueOf(sent.get("query")).contains("viewer");
            json(
                    exchange,
                    200,
                    good
                            ? map("data", map("viewer", map("login", "octo")))
                            : map(
                                    "data",
                                    null,
                                    "errors",
                                    List.of(map("type", "NOT_FOUND", "message", "Field 'x' is unknown"))));
            return;
        }
        if (path.endsWith("/dispatches")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        Map<String, Object> made;
        int status = 201;
        if (path.matches(".*/issues/\\d+/comments")) {
            made = map("id", comments.size() + 1, "body", sent.get("body"), "updated_at", time());
            comments.add(made);
        } else if (path.matches(".*/issues/\\d+")) {
            made = issues.get(Integer.parseInt(path.replaceAll(".*/", "")) - 1);
            sent.forEach((name, value) -> made.put((String) name, value));
            status = 200;
        } else if (String.valueOf(sent.get("title")).equals("refused")) {
            json(
                    exchange,
                    422,
                    map(
                            "message",
                            "Validation Failed",
                            "errors",
                            List.of(map("resource", "Issue", "field", "title", "code", "invalid"))));
            return;
        } else {
            minute++;
            made = issue(time(), String.valueOf(sent.get("title")));
        }
        written++;
        if (lost) {
            exchange.close();
        } else {
            json(exchange, status, made);
        }
    }

    /** As GitHub lists: filtered, in order, a page of it, with the way to the next one. */
    private void list(HttpExchange exchange, List<Map<String, Object>> all) throws IOException {
        Map<String, String> query = query(exchange);
        String since = query.getOrDefault("since", "");
        String state = query.getOrDefault("state", "open");
        String sort = query.getOrDefault("sort", "created").equals("updated") ? "updated_at" : "created_at";
        List<Map<String, Object>> found = new ArrayList<>(all.stream()
                .filter(each -> since.isEmpty()
                        || String.valueOf(each.get("updated_at")).compareTo(since) >= 0)
                .filter(each -> !each.containsKey("state") || state.equals("all") || state.equals(each.get("state")))
                .toList());
        if (query.containsKey("sort")) {
            Comparator<Map<String, Object>> order = Comparator.comparing(each -> String.valueOf(each.get(sort)));
            found.sort(query.getOrDefault("direction", "desc").equals("asc") ? order : order.reversed());
        }
        List<Map<String, Object>> page = page(exchange, found);
        String tag = "W/\"" + Integer.toHexString(page.hashCode()) + "\"";
        exchange.getResponseHeaders().add("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
            return;
        }
        json(exchange, 200, page);
    }

    private List<Map<String, Object>> page(HttpExchange exchange, List<Map<String, Object>> found) {
        Map<String, String> query = query(exchange);
        int size = Integer.parseInt(query.getOrDefault("per_page", "30"));
        int number = Integer.parseInt(query.getOrDefault("page", "1"));
        int from = Math.min(found.size(), (number - 1) * size);
        int to = Math.min(found.size(), from + size);
        if (to < found.size()) {
            String next = exchange.getRequestURI().toString().replaceAll("[?&]page=\\d+", "");
            next = next.replace("/orgs/octo/", "/organizations/9919/");
            next += (next.contains("?") ? "&" : "?") + "page=" + (number + 1);
            exchange.getResponseHeaders().add("Link", "<" + url() + next + ">; rel=\"next\"");
        }
        return found.subList(from, to);
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
