package dev.patchbay.connector.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.Received;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what GitHub has answered, as it was recorded; each request is one that GitHub's own description knows. */
class RecordedGitHubTest {
    private static final InstanceId ID = InstanceId.ofType("github");

    private final RecordedGitHub github = new RecordedGitHub();

    @AfterEach
    void askedWhatGitHubDescribes() {
        github.close();
        assertEquals(
                List.of(),
                github.seen().stream()
                        .flatMap(each -> GitHubSpec.violations(each).stream())
                        .toList());
        assertTrue(github.seen().stream().anyMatch(GitHubSpec::describes), "nothing of it was asked");
    }

    @Test
    void turnsTheFivePagesOfAListThatGoesOnUnderAnotherName() {
        List<ConnectorRecord> records = all(RecordedGitHub.PAGES, "issues", false);

        assertEquals(
                RecordedGitHub.issues().stream()
                        .filter(each -> !each.containsKey("pull_request"))
                        .map(each -> String.valueOf(each.get("number")))
                        .toList(),
                ids(records));
        assertEquals(
                List.of(
                        "/repositories/1000/issues?per_page=3&page=2",
                        "/repositories/1000/issues?per_page=3&page=3",
                        "/repositories/1000/issues?per_page=3&page=4",
                        "/repositories/1000/issues?per_page=3&page=5"),
                github.seen().stream().skip(1).map(Received::target).toList());
    }

    @Test
    void takesAnIssueAsItIs() {
        ConnectorRecord issue = all(RecordedGitHub.PAGES, "issues", false).get(0);

        Map<String, Object> recorded = RecordedGitHub.issues().stream()
                .filter(each ->
                        String.valueOf(each.get("number")).equals(issue.id().orElseThrow()))
                .findFirst()
                .orElseThrow();
        assertEquals(recorded, issue.fields());
        assertEquals(
                Instant.parse((String) recorded.get("updated_at")),
                issue.changedAt().orElseThrow());
    }

    @Test
    void pullsWhatHasChangedInItsOrderThoughTwoShareATime() {
        List<ConnectorRecord> records = all(RecordedGitHub.PAGES, "issues", true);

        List<Map<String, Object>> expected = RecordedGitHub.issues().stream()
                .filter(each -> !each.containsKey("pull_request"))
                .sorted(Comparator.comparing(each -> (String) each.get("updated_at")))
                .toList();
        assertEquals(
                expected.stream().map(each -> each.get("updated_at")).toList(),
                records.stream()
                        .map(each -> each.changedAt().orElseThrow().toString())
                        .toList());
        assertEquals(
                expected.stream()
                        .map(each -> String.valueOf(each.get("number")))
                        .sorted()
                        .toList(),
                ids(records).stream().sorted().toList());
        List<Object> times = RecordedGitHub.issues().stream()
                .map(each -> each.get("updated_at"))
                .toList();
        assertNotEquals(times.size(), new HashSet<>(times).size(), "two share one");
    }

    @Test
    void pullsAPullRequestWithItsBranches() {
        ConnectorRecord pull = all(RecordedGitHub.PULLS, "pulls", false).get(0);

        assertEquals("2", pull.id().orElseThrow());
        assertEquals("Pr2", pull.fields().get("title"));
        assertEquals(
                RecordedGitHub.RECORDED.at("/pulls/0/head").orElseThrow(),
                pull.fields().get("head"));
    }

    @Test
    void pullsTheCommitOfARepositoryThatHasOne() {
        ConnectorRecord commit = all(RecordedGitHub.COMMITS, "commits", false).get(0);

        assertEquals("fdfad6be4db6f96faea1f153fb447b479a7a9cb7", commit.id().orElseThrow());
        assertEquals(Instant.parse("2011-06-16T23:07:37Z"), commit.changedAt().orElseThrow());
        assertEquals(
                "fdfad6be4db6f96faea1f153fb447b479a7a9cb7",
                github.seen().get(1).query().get("sha"),
                "from the one on that was the last when it began");
    }

    @Test
    void readsTheRepository() {
        assertEquals(
                "GitHub answers, and 'hub4j/github-api' can be read",
                health(RecordedGitHub.REPOSITORY).message());
    }

    @Test
    void findsARepositoryThatHasMoved() {
        Health health = health("octokit-fixture-org/renamed");

        assertEquals(Health.Status.UP, health.status(), health::message);
        assertEquals("/repositories/1000", github.seen().get(2).target());
        assertEquals("Bearer ghp_recorded", github.seen().get(2).header("Authorization"));
    }

    @Test
    void saysWhatIsInvalid() {
        try (GitHubConnector connector = connector(RecordedGitHub.REPOSITORY)) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class,
                    () -> connector.invoke("createIssue", Map.of("title", "t", "labels", List.of("bug")), call()));

            assertEquals(ErrorCode.REMOTE_REJECTED, failure.code());
            assertTrue(failure.getMessage().contains("Validation Failed"), failure::getMessage);
            assertTrue(failure.getMessage().contains("color"), failure::getMessage);
        }
    }

    /** The one tells the time, the other does not, and the third tells it by the clock. */
    @ParameterizedTest
    @CsvSource({"secondary429,8,8", "secondary403,60,60", "primary,1,4"})
    void waitsAsLongAsALimitAsksFor(String limit, long least, long most) {
        github.limit(limit);
        try (GitHubConnector connector = connector(RecordedGitHub.PAGES)) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.pull(PullRequest.of("issues"), call()));

            assertEquals(ErrorCode.RATE_LIMITED, failure.code(), failure::getMessage);
            Duration wait = failure.retryAfter().orElseThrow();
            assertTrue(wait.toSeconds() >= least - 1 && wait.toSeconds() <= most, wait::toString);
            assertEquals(Optional.of(FailureCause.QUOTA), failure.failureCause());
        }
    }

    private List<ConnectorRecord> all(String repository, String type, boolean incremental) {
        List<ConnectorRecord> records = new ArrayList<>();
        PullRequest request =
                PullRequest.builder(type).pageSize(3).incremental(incremental).build();
        try (GitHubConnector connector = connector(repository)) {
            Page page = connector.pull(request, call());
            records.addAll(page.records());
            while (page.more()) {
                page = connector.pull(request.from(page.cursor().orElseThrow()), call());
                records.addAll(page.records());
            }
        }
        return records;
    }

    private Health health(String repository) {
        try (GitHubConnector connector = connector(repository)) {
            return connector.health(call());
        }
    }

    private GitHubConnector connector(String repository) {
        Map<String, Object> settings = Map.of("url", github.url(), "repository", repository, "token", "ghp_recorded");
        ContractContext context = ContractContext.of(ID, settings, Set.of("token", "app.key", "webhook.secret"));
        return new GitHubConnector(context, context.config(Settings.class));
    }

    private static List<String> ids(List<ConnectorRecord> records) {
        return records.stream().map(each -> each.id().orElseThrow()).toList();
    }

    private static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(20));
    }
}
