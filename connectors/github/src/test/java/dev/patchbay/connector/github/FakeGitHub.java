package dev.patchbay.connector.github;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.contract.RandomText;
import dev.patchbay.contract.Received;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.toolkit.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of GitHub's REST interface that the connector uses, with one repository, {@code octo/hello}: tags, limits and
 * refusals as GitHub has them. How it lists is in {@link FakeListing}, how it takes changes in {@link FakeWrites}.
 */
final class FakeGitHub implements AutoCloseable {
    static final String TOKEN = "ghp_good4711token";

    private final PlayedService service = new PlayedService(this::answer)
            .saying(
                    ServiceFault.LIMIT,
                    refusal(429, "You have exceeded a secondary rate limit.").header("Retry-After", "30"))
            .saying(ServiceFault.TOKEN_EXPIRED, refusal(401, "Bad credentials"))
            .saying(ServiceFault.UNAVAILABLE, refusal(502, "Server Error"));

    /** Guarded by this, as all that follows. */
    private final List<Map<String, Object>> issues = new ArrayList<>();

    private final List<Map<String, Object>> comments = new ArrayList<>();
    private final List<Map<String, Object>> releases = new ArrayList<>();
    private final List<Map<String, Object>> commits = new ArrayList<>();
    private final FakeWrites writes = new FakeWrites(this);
    private final List<String> violations = new ArrayList<>();
    private boolean limited;
    private int minute;

    String url() {
        return service.url();
    }

    List<Received> seen() {
        return service.received();
    }

    Received last() {
        return service.last();
    }

    void fail(ServiceFault next) {
        service.fail(next);
    }

    /** Lets some requests through first. */
    void failAfter(int requests, ServiceFault next) {
        service.failAfter(requests, next);
    }

    /** The next request meets a secondary limit of the kind that tells nothing in its headers. */
    synchronized void limitWithoutTime() {
        limited = true;
    }

    synchronized int written() {
        return writes.written();
    }

    synchronized List<String> addIssues(int count) {
        return addIssues(count, Map.of());
    }

    /** All with one and the same time of change. */
    synchronized List<String> addIssues(int count, Map<String, Object> more) {
        minute++;
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> issue = addIssue("Issue");
            issue.putAll(more);
            numbers.add(String.valueOf(issue.get("number")));
        }
        return numbers;
    }

    synchronized List<String> addLargeIssues(int count, int characters) {
        List<String> numbers = addIssues(count);
        numbers.forEach(each -> issue(Integer.parseInt(each)).put("body", RandomText.of(characters)));
        return numbers;
    }

    /** The issue with this number changes, later than everything before. */
    synchronized void touch(int number) {
        minute++;
        issue(number).put("updated_at", time());
    }

    synchronized void touchAt(int number, Instant when) {
        issue(number).put("updated_at", when.toString().replaceFirst("\\.\\d+Z", "Z"));
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

    List<Map<String, Object>> comments() {
        return comments;
    }

    Map<String, Object> issue(int number) {
        return issues.get(number - 1);
    }

    Map<String, Object> addIssue(String title) {
        int number = issues.size() + 1;
        Map<String, Object> issue = map("id", 1_000L + number, "number", number, "title", title, "state", "open");
        issue.put("created_at", time());
        issue.put("updated_at", time());
        issues.add(issue);
        return issue;
    }

    void pass() {
        minute++;
    }

    String time() {
        return "2018-02-07T%02d:%02d:00Z".formatted(minute / 60, minute % 60);
    }

    private synchronized Answer answer(Received request) {
        violations.addAll(GitHubSpec.violations(request));
        if (limited) {
            limited = false;
            return refusal(403, "You have exceeded a secondary rate limit. Please wait a few minutes");
        }
        if (request.path().startsWith("/app/")) {
            // Who asks here shows a signed JWT, which the test looks at.
            return request.path().equals("/app/installations/77/access_tokens")
                    ? json(201, map("token", TOKEN, "expires_at", inAnHour()))
                    : refusal(404, "Not Found");
        }
        String shown = request.header("Authorization");
        if (!shown.isEmpty() && !shown.equals("Bearer " + TOKEN)) {
            return refusal(401, "Bad credentials");
        }
        return request.isWrite() ? writes.answer(request) : read(request, request.path());
    }

    private Answer read(Received request, String path) {
        if (path.startsWith("/repos/octo/hello/")) {
            return read(request, path.substring("/repos/octo/hello/".length()).split("/"));
        }
        return switch (path) {
            case "/rate_limit" ->
                json(200, map("resources", map("core", map("limit", 5000, "remaining", 4999, "reset", 1))));
            case "/repos/octo/hello" -> json(200, map("full_name", "octo/hello"));
            case "/user/repos" -> list(request, List.of(map("full_name", "octo/hello", "updated_at", time())));
            case "/installation/repositories" -> {
                FakeListing all = new FakeListing(
                        url(), request, List.of(map("full_name", "octo/hello"), map("full_name", "octo/world")));
                yield all.linked(json(200, map("total_count", 2, "repositories", all.page())));
            }
            // Further pages of an organisation lie elsewhere.
            case "/orgs/octo/repos", "/organizations/9919/repos" ->
                list(
                        request,
                        List.of(
                                map("full_name", "octo/hello"),
                                map("full_name", "octo/world"),
                                map("full_name", "octo/x")));
            default -> refusal(404, "Not Found");
        };
    }

    /** Within the repository. */
    private Answer read(Received request, String[] path) {
        String kind = path[0];
        if (path.length == 1) {
            return switch (kind) {
                case "issues" -> list(request, issues);
                case "pulls" ->
                    list(
                            request,
                            issues.stream()
                                    .filter(each -> each.containsKey("pull_request"))
                                    .toList());
                case "releases" -> list(request, releases);
                case "commits" -> {
                    String from = request.query().getOrDefault("sha", "");
                    yield list(request, commits.subList(place(from), commits.size()));
                }
                default -> refusal(404, "Not Found");
            };
        }
        return switch (kind) {
            case "issues" -> path[1].equals("comments") ? list(request, comments) : refusal(404, "Not Found");
            case "pulls" -> json(200, issue(Integer.parseInt(path[1])));
            case "commits" -> commits.isEmpty() ? refusal(409, "Git Repository is empty.") : sha(path[1]);
            case "compare" -> compare(request, path[1].split("\\.\\.\\."));
            default -> refusal(404, "Not Found");
        };
    }

    private Answer sha(String reference) {
        String head = (String) commits.get(0).get("sha");
        return Answer.text(200, reference.length() == 40 ? reference : head);
    }

    private int place(String sha) {
        for (int i = 0; i < commits.size(); i++) {
            if (commits.get(i).get("sha").equals(sha)) {
                return i;
            }
        }
        return -1;
    }

    private Answer compare(Received request, String[] ends) {
        int base = place(ends[0]);
        int head = place(ends[1]);
        if (base < 0 || head < 0) {
            return refusal(404, "Not Found");
        }
        List<Map<String, Object>> between = new ArrayList<>(commits.subList(head, base));
        Collections.reverse(between);
        FakeListing listing = new FakeListing(url(), request, between);
        return listing.linked(json(200, map("commits", listing.page())));
    }

    private Answer list(Received request, List<Map<String, Object>> all) {
        return FakeListing.of(url(), request, all).answer();
    }

    private static String inAnHour() {
        return Instant.now().plusSeconds(3_600).toString();
    }

    static Answer refusal(int status, String message) {
        return json(status, map("message", message));
    }

    static Answer json(int status, Object body) {
        return Answer.json(status, Json.write(body));
    }

    static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    /** Ends it, and says whether anything was asked that GitHub does not describe. */
    @Override
    public void close() {
        service.close();
        synchronized (this) {
            if (!violations.isEmpty()) {
                throw new AssertionError("GitHub's description has no such requests: " + violations);
            }
        }
    }
}
