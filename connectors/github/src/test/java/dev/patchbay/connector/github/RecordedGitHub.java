package dev.patchbay.connector.github;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.contract.Received;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GitHub as it was recorded: bodies, statuses and headers, but for its address, which is this machine's, and for times
 * that the recording leaves open. Three issues make a page.
 */
final class RecordedGitHub implements AutoCloseable {
    static final String PAGES = "octokit-fixture-org/paginate-issues";
    static final String PULLS = "hub4j-test-org/listPrsListHeads";
    static final String COMMITS = "kohsuke/empty-commit";
    static final String REPOSITORY = "hub4j/github-api";
    static final Document RECORDED = Recordings.document("/recorded.json");
    private static final int PAGE = 3;

    private final PlayedService service = new PlayedService(this::answer);
    private volatile String limit = "";

    String url() {
        return service.url();
    }

    List<Received> seen() {
        return service.received();
    }

    /** From now on it answers with this limit that was recorded. */
    void limit(String name) {
        limit = name;
    }

    private Answer answer(Received request) {
        if (!limit.isEmpty()) {
            return recorded("/" + limit);
        }
        if (request.isWrite()) {
            return Answer.json(422, Json.write(at("/validation")));
        }
        String path = request.path();
        if (request.query().getOrDefault("sort", "").equals("updated")) {
            return FakeListing.of(url(), request, issues()).answer();
        }
        return switch (path) {
            case "/repos/" + PAGES + "/issues", "/repositories/1000/issues" -> issues(request);
            case "/repos/" + PULLS + "/pulls" -> Answer.json(200, Json.write(at("/pulls")));
            case "/repos/" + COMMITS + "/commits" -> Answer.json(200, Json.write(at("/commits")));
            case "/repos/" + COMMITS + "/commits/HEAD" ->
                Answer.text(200, RECORDED.text("/commits/0/sha").orElseThrow());
            case "/repos/" + REPOSITORY, "/repositories/1000" -> Answer.json(200, Json.write(at("/repo")));
            case "/rate_limit" -> Answer.json(200, "{\"resources\": {\"core\": {\"remaining\": 1}}}");
            default -> moved();
        };
    }

    private Answer issues(Received request) {
        int page = Integer.parseInt(request.query().getOrDefault("page", "1"));
        List<Map<String, Object>> part = issues().subList((page - 1) * PAGE, page * PAGE);
        String link = RECORDED.text("/paging/" + (page - 1) + "/link").orElseThrow();
        return Answer.json(200, Json.write(part)).header("Link", here(link));
    }

    static List<Map<String, Object>> issues() {
        List<Map<String, Object>> issues = new ArrayList<>();
        for (Object each : (List<?>) at("/issues")) {
            Map<String, Object> issue = new LinkedHashMap<>();
            ((Map<?, ?>) each).forEach((name, value) -> issue.put((String) name, value));
            issues.add(issue);
        }
        return issues;
    }

    private Answer moved() {
        return Answer.json(301, Json.write(at("/moved/body")))
                .header("Location", here(RECORDED.text("/moved/body/url").orElseThrow()));
    }

    private Answer recorded(String pointer) {
        int status = (int) (long) RECORDED.number(pointer + "/status").orElseThrow();
        Answer answer = Answer.text(status, RECORDED.text(pointer + "/body").orElse(""));
        for (Map.Entry<?, ?> header : ((Map<?, ?>) at(pointer + "/headers")).entrySet()) {
            List<?> values = header.getValue() instanceof List<?> several ? several : List.of(header.getValue());
            for (Object value : values) {
                answer = answer.header((String) header.getKey(), filled((String) value));
            }
        }
        return answer;
    }

    /** With the times that were left open when it was recorded. */
    private static String filled(String value) {
        if (value.startsWith("{{now")) {
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        }
        return value.startsWith("{{testStartDate offset='3 seconds'")
                ? String.valueOf(Instant.now().getEpochSecond() + 3)
                : value;
    }

    private String here(String text) {
        return text.replace("https://api.github.com", url());
    }

    private static Object at(String pointer) {
        return RECORDED.at(pointer).orElseThrow();
    }

    @Override
    public void close() {
        service.close();
    }
}
