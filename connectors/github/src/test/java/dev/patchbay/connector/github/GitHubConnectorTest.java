package dev.patchbay.connector.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.changes.OrderedMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubConnectorTest {
    private static final InstanceId ID = InstanceId.ofType("github");

    private final FakeGitHub github = new FakeGitHub();
    private final GitHubConnector connector = connector(Map.of());

    @AfterEach
    void stop() {
        connector.close();
        github.close();
    }

    @Test
    void showsItsTokenAndWhichCallItIs() {
        github.addIssues(1);
        ContractCall call = call();
        connector.pull(PullRequest.of("issues"), call);

        Map<String, List<String>> headers = github.last().headers();
        assertEquals(List.of("Bearer " + FakeGitHub.TOKEN), headers.get("Authorization"));
        assertEquals(List.of(call.correlationId()), headers.get("X-correlation-id"));
        assertEquals(List.of(call.traceparent()), headers.get("Traceparent"));
        assertEquals(List.of("2022-11-28"), headers.get("X-github-api-version"));
        assertEquals(List.of("GET /repos/{owner}/{repo}/issues"), call.requests());
    }

    @Test
    void asksWithoutCredentialsIfItHasNone() {
        try (GitHubConnector nobody = connector(without("token"))) {
            nobody.pull(PullRequest.of("issues"), call());
        }
        assertNull(github.last().headers().get("Authorization"));
    }

    @Test
    void countsNoPullRequestAmongTheIssues() {
        github.addIssues(2);
        List<String> pulls = github.addIssues(2, Map.of("pull_request", Map.of("url", "x")));

        assertEquals(List.of("1", "2"), ids(all("issues", 1)));
        assertEquals(pulls, ids(all("pulls", 1)));
    }

    @Test
    void tellsWhenThingsChanged() {
        github.addIssues(1);

        ConnectorRecord issue = all("issues", 10).get(0);

        assertEquals(Instant.parse("2018-02-07T00:01:00Z"), issue.changedAt().orElseThrow());
        assertEquals("Issue", issue.fields().get("title"));
    }

    @Test
    void filtersAsItIsTold() {
        github.addIssues(2);
        github.addIssues(1, Map.of("state", "closed"));

        assertEquals(3, all("issues", 10).size());
        PullRequest closed =
                PullRequest.builder("issues").parameter("state", "closed").build();
        assertEquals(List.of("3"), ids(connector.pull(closed, call()).records()));
    }

    @Test
    void refusesAParameterThatDoesNothing() {
        PullRequest typo =
                PullRequest.builder("issues").parameter("stat", "open").build();

        ConnectorException failure = assertThrows(ConnectorException.class, () -> connector.pull(typo, call()));

        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertTrue(failure.getMessage().contains("state"), failure.getMessage());
        assertEquals(List.of(), github.seen());
    }

    @Test
    void pullsTheCommitsThatWereThereWhenItBegan() {
        List<String> first = List.of(github.addCommit("a"), github.addCommit("b"), github.addCommit("c"));
        Page page = connector.pull(pull("commits", 2), call());
        github.addCommit("d");

        List<String> ids = new ArrayList<>(ids(page.records()));
        ids.addAll(ids(connector
                .pull(pull("commits", 2).from(page.cursor().orElseThrow()), call())
                .records()));

        assertEquals(List.of(first.get(2), first.get(1), first.get(0)), ids);
    }

    @Test
    void pullsTheCommitsBehindACheckpointWhateverTheirDates() {
        github.addCommit("a");
        Page page = connector.pull(changes("commits", 10), call());
        String checkpoint = page.cursor().orElseThrow();
        assertEquals(
                List.of(),
                connector.pull(changes("commits", 10).from(checkpoint), call()).records());

        List<String> later = List.of(github.addCommit("b"), github.addCommit("c"), github.addCommit("d"));
        Page more = connector.pull(changes("commits", 2).from(checkpoint), call());
        assertTrue(more.more());
        Page last = connector.pull(changes("commits", 2).from(more.cursor().orElseThrow()), call());

        List<String> ids = new ArrayList<>(ids(more.records()));
        ids.addAll(ids(last.records()));
        assertEquals(later, ids);
        assertFalse(last.more());
    }

    @Test
    void saysThatACheckpointIsGoneWithTheHistory() {
        github.addCommit("a");

        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> connector.pull(changes("commits", 10).from("after:" + "0".repeat(40)), call()));

        assertEquals(ErrorCode.CURSOR_INVALID, failure.code());
    }

    @Test
    void pullsNothingFromAnEmptyRepository() {
        assertEquals(List.of(), all("commits", 10));
        Page page = connector.pull(changes("commits", 10), call());
        String sha = github.addCommit("a");
        assertEquals(
                List.of(sha),
                ids(connector
                        .pull(changes("commits", 10).from(page.cursor().orElseThrow()), call())
                        .records()));
    }

    @Test
    void repeatsNoReleaseWhenOneIsPublishedWhileItPages() {
        List.of("v1", "v2", "v3", "v4", "v5").forEach(github::addRelease);
        Page page = connector.pull(pull("releases", 2), call());
        List<String> ids = new ArrayList<>(ids(page.records()));
        github.addRelease("v6");

        while (page.more()) {
            page = connector.pull(pull("releases", 2).from(page.cursor().orElseThrow()), call());
            ids.addAll(ids(page.records()));
        }

        assertEquals(List.of("5", "4", "3", "2", "1"), ids);
    }

    @Test
    void losesNoChangeWhenOthersMoveToTheEndWhileItPages() {
        github.addIssues(3);
        github.addIssues(3);
        Page page = connector.pull(changes("issues", 2), call());
        List<String> ids = new ArrayList<>(ids(page.records()));
        github.touch(1);

        while (page.more()) {
            page = connector.pull(changes("issues", 2).from(page.cursor().orElseThrow()), call());
            ids.addAll(ids(page.records()));
        }

        assertEquals(List.of("1", "2", "3", "4", "5", "6", "1"), ids);
    }

    @Test
    void losesNothingOfASecondThatFillsManyPagesAndFromWhichOthersMoveAway() {
        github.addIssues(9);
        github.addIssues(2);
        List<String> ids = new ArrayList<>();
        Page page = connector.pull(changes("issues", 2), call());
        ids.addAll(ids(page.records()));
        for (int touched = 1; page.more(); touched++) {
            if (touched < 4) {
                github.touch(touched);
            }
            page = connector.pull(changes("issues", 2).from(page.cursor().orElseThrow()), call());
            ids.addAll(ids(page.records()));
        }

        assertTrue(
                ids.containsAll(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11")),
                () -> "some never came: " + ids);
        Page rest = connector.pull(changes("issues", 100).from(page.cursor().orElseThrow()), call());
        assertEquals(List.of(), ids(rest.records()));
    }

    @Test
    void losesNothingWhenThePageSizeChangesInTheMiddle() {
        github.addIssues(9);
        github.addCommit("a");
        String checkpoint =
                connector.pull(changes("commits", 10), call()).cursor().orElseThrow();
        List<String> later = List.of(github.addCommit("b"), github.addCommit("c"), github.addCommit("d"));

        assertEquals(9, idsOfChanges("issues", changes("issues", 2), 100).size());
        assertEquals(later, idsOfChanges("commits", changes("commits", 1).from(checkpoint), 3));
    }

    @Test
    void seesWhatIsNewBehindAPageThatIsFullOfWhatIsNot() {
        github.addIssues(3);
        Page first = connector.pull(changes("issues", 10), call());
        Page nothing = connector.pull(changes("issues", 10).from(first.cursor().orElseThrow()), call());

        List<String> later = github.addIssues(1);

        assertEquals(
                later,
                idsOfChanges(
                        "issues", changes("issues", 3).from(nothing.cursor().orElseThrow()), 3));
    }

    @Test
    void refusesACursorThatItNeverMadeBeforeItAsks() {
        for (String each : List.of(
                "since:",
                "since:;",
                "since:!;" + OrderedMark.START,
                "since:;" + OrderedMark.START + "!",
                "issues:;" + OrderedMark.START)) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class,
                    () -> connector.pull(changes("issues", 1).from(each), call()));
            assertEquals(ErrorCode.CURSOR_INVALID, failure.code(), each);
        }
        for (String each : List.of("/repositories/1/hooks", "/user/1/keys", "/organizations/1/actions/secrets")) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class,
                    () -> connector.pull(pull("issues", 1).from("issues:" + each), call()));
            assertEquals(ErrorCode.CURSOR_INVALID, failure.code(), each);
        }
        assertEquals(List.of(), github.seen());
    }

    @Test
    void filtersChangedPullRequestsByTheirBranches() {
        github.addIssues(1, Map.of("pull_request", Map.of(), "base", Map.of("ref", "main")));
        github.addIssues(1, Map.of("pull_request", Map.of(), "base", Map.of("ref", "next")));

        PullRequest next =
                changes("pulls", 10).toBuilder().parameter("base", "next").build();

        assertEquals(List.of("2"), ids(connector.pull(next, call()).records()));
    }

    @Test
    void refusesFiltersOfCommitsThatItCouldNotKeepTo() {
        PullRequest filtered =
                changes("commits", 10).toBuilder().parameter("path", "docs").build();

        ConnectorException failure = assertThrows(ConnectorException.class, () -> connector.pull(filtered, call()));

        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertTrue(failure.getMessage().contains("path"), failure.getMessage());
    }

    @Test
    void pullsAllRepositoriesOfAnOrganization() {
        PullRequest organization = pull("repositories", 2).toBuilder()
                .parameter("organization", "octo")
                .build();
        Page first = connector.pull(organization, call());
        Page last = connector.pull(organization.from(first.cursor().orElseThrow()), call());

        assertEquals(List.of("octo/hello", "octo/world"), ids(first.records()));
        assertEquals(List.of("octo/x"), ids(last.records()));
    }

    @Test
    void leavesWhatChangesThisVerySecondForTheNextPull() {
        github.addIssues(2);
        github.touchAt(2, Instant.now().plusSeconds(5));

        Page page = connector.pull(changes("issues", 10), call());

        assertEquals(List.of("1"), ids(page.records()));
        github.touch(2);
        assertEquals(
                List.of("2"),
                ids(connector
                        .pull(changes("issues", 10).from(page.cursor().orElseThrow()), call())
                        .records()));
    }

    @Test
    void asksOnlyForWhatIsAnotherOnceNothingIsNew() {
        github.addIssues(3);
        Page first = connector.pull(changes("issues", 10), call());
        Page nothing = connector.pull(changes("issues", 10).from(first.cursor().orElseThrow()), call());
        Page unchanged =
                connector.pull(changes("issues", 10).from(nothing.cursor().orElseThrow()), call());

        assertTrue(github.last().headers().containsKey("If-none-match"));
        assertEquals(List.of(), unchanged.records());
        assertEquals(nothing.cursor(), unchanged.cursor());

        List<String> later = github.addIssues(1);
        assertEquals(
                later,
                ids(connector
                        .pull(changes("issues", 10).from(unchanged.cursor().orElseThrow()), call())
                        .records()));
    }

    @Test
    void pullsChangedPullRequestsWhole() {
        github.addIssues(1);
        List<String> pulls = github.addIssues(2, Map.of("pull_request", Map.of(), "merged", true));

        Page page = connector.pull(changes("pulls", 10), call());

        assertEquals(pulls, ids(page.records()));
        assertEquals(true, page.records().get(0).fields().get("merged"));
    }

    @Test
    void pullsCommentsAndRepositories() {
        github.addIssues(1);
        github.addComment(1, "me too");

        assertEquals("me too", all("comments", 10).get(0).fields().get("body"));
        assertEquals(
                "1",
                connector
                        .pull(changes("comments", 10), call())
                        .records()
                        .get(0)
                        .id()
                        .orElseThrow());
        assertEquals(List.of("octo/hello"), ids(all("repositories", 10)));
    }

    @Test
    void tellsWhatCannotBePulledByChange() {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> connector.pull(changes("releases", 10), call()));
        assertEquals(ErrorCode.UNSUPPORTED_CAPABILITY, failure.code());
    }

    @Test
    void makesAndChangesIssuesAndTellsByRecordWhatIsRefused() {
        PushResult result = connector.push(
                List.of(
                        ConnectorRecord.of("issues", Map.of("title", "one")),
                        ConnectorRecord.of("issues", Map.of("title", "refused")),
                        ConnectorRecord.builder("issues")
                                .id("1")
                                .field("state", "closed")
                                .build(),
                        ConnectorRecord.of("comments", Map.of("issue", 1, "body", "done"))),
                call());

        assertEquals(3, result.accepted());
        assertEquals(1, result.rejections().get(0).index());
        assertTrue(result.rejections().get(0).message().contains("Validation Failed"), "says why");
        PullRequest closed =
                PullRequest.builder("issues").parameter("state", "closed").build();
        assertEquals(List.of("1"), ids(connector.pull(closed, call()).records()));
    }

    @Test
    void takesAnIssueBackAsItWasPulled() {
        github.addIssues(1, asGitHubTellsIt());
        ConnectorRecord issue = all("issues", 1).get(0);

        PushResult result = connector.push(List.of(issue), call());

        assertEquals(List.of(), result.rejections());
        String sent = github.last().body();
        assertTrue(sent.contains("\"labels\":[\"bug\"]"), sent);
        assertTrue(sent.contains("\"assignees\":[\"octo\"]"), sent);
        assertFalse(sent.contains("user"), sent);
    }

    /** Who makes an issue cannot say that it is closed already, nor that it has no text. */
    @Test
    void makesAnotherIssueOfOneThatWasPulled() {
        github.addIssues(1, asGitHubTellsIt());
        Map<String, Object> pulled = all("issues", 1).get(0).fields();

        PushResult result = connector.push(List.of(ConnectorRecord.of("issues", pulled)), call());

        assertEquals(List.of("2"), result.ids());
        assertEquals(
                Map.of("title", "Issue", "labels", List.of("bug"), "assignees", List.of("octo")),
                Json.read(github.last().body()));
    }

    @Test
    void changesACommentThatWasPulled() {
        github.addIssues(1);
        connector.push(List.of(ConnectorRecord.of("comments", Map.of("issue", 1, "body", "Looks god"))), call());
        ConnectorRecord pulled = all("comments", 1).get(0);

        PushResult result = connector.push(
                List.of(ConnectorRecord.builder("comments")
                        .id(pulled.id().orElseThrow())
                        .fields(pulled.fields())
                        .field("body", "Looks good")
                        .build()),
                call());

        assertEquals(List.of(pulled.id().orElseThrow()), result.ids());
        assertEquals(
                List.of("Looks good"),
                all("comments", 1).stream()
                        .map(each -> each.fields().get("body"))
                        .toList());
    }

    private static Map<String, Object> asGitHubTellsIt() {
        Map<String, Object> told = new HashMap<>(Map.of(
                "labels", List.of(Map.of("name", "bug", "color", "f00")),
                "user", Map.of("login", "o"),
                "assignee", Map.of("login", "octo"),
                "assignees", List.of(Map.of("login", "octo")),
                "state", "closed",
                "state_reason", "completed"));
        told.put("body", null);
        told.put("milestone", null);
        return told;
    }

    @Test
    void saysHowFarItCameWhenABatchBreaksOff() {
        ConnectorRecord issue = ConnectorRecord.of("issues", Map.of("title", "t"));
        github.fail(ServiceFault.UNAVAILABLE);
        ConnectorException first =
                assertThrows(ConnectorException.class, () -> connector.push(List.of(issue, issue), call()));
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, first.code());

        github.failAfter(1, ServiceFault.UNAVAILABLE);
        ConnectorException second =
                assertThrows(ConnectorException.class, () -> connector.push(List.of(issue, issue), call()));
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, second.code());
        assertTrue(second.getMessage().contains("the first 1 of 2"), second.getMessage());
        assertEquals(1, github.written());
    }

    @Test
    void doesWhatItsInterfaceSays() {
        github.addIssues(1);
        assertEquals(
                2, connector.invoke("createIssue", Map.of("title", "t"), call()).get("number"));
        assertEquals(
                "closed",
                connector
                        .invoke("updateIssue", Map.of("number", 1, "state", "closed"), call())
                        .get("state"));
        assertEquals(
                1,
                connector
                        .invoke("comment", Map.of("issue", 1, "body", "b"), call())
                        .get("id"));
        assertEquals(
                true,
                connector
                        .invoke("dispatchWorkflow", Map.of("workflow", "ci.yml", "ref", "main"), call())
                        .get("dispatched"));
        assertEquals(
                Map.of("login", "octo"),
                connector
                        .invoke("graphql", Map.of("query", "{viewer{login}}"), call())
                        .get("viewer"));
    }

    @Test
    void fitsItsInterface() {
        Set<String> methods = Set.of("createIssue", "updateIssue", "comment", "dispatchWorkflow", "graphql");
        for (var method : GitHubOperations.class.getMethods()) {
            assertTrue(methods.contains(method.getName()), method.getName());
            var operation = connector.operations().stream()
                    .filter(each -> each.name().equals(method.getName()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(method.getParameterCount(), operation.parameters().size(), method.getName());
        }
        assertEquals(methods.size(), connector.operations().size());
    }

    @Test
    void tellsWhatGraphqlRefusesWithStatus200() {
        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> connector.invoke("graphql", Map.of("query", "{x}"), call()));

        assertEquals(ErrorCode.REMOTE_REJECTED, failure.code());
        assertTrue(failure.getMessage().contains("Field 'x' is unknown"), failure.getMessage());
    }

    @Test
    void saysThatAPartOfAMutationWasDone() {
        ConnectorException part = assertThrows(
                ConnectorException.class,
                () -> connector.invoke("graphql", Map.of("query", "mutation{first:a{id} second:a{id}}"), call()));
        ConnectorException read = assertThrows(
                ConnectorException.class,
                () -> connector.invoke("graphql", Map.of("query", "{first:a{id} second:a{id}}"), call()));

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, part.code());
        assertTrue(part.getMessage().contains("second is unknown"), part.getMessage());
        assertEquals(ErrorCode.REMOTE_REJECTED, read.code());
    }

    @Test
    void namesAllThatIsMissingFromAnOperation() {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> connector.invoke("comment", Map.of("text", "b"), call()));

        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertTrue(failure.getMessage().startsWith("'comment' needs 'issue' ("), failure.getMessage());
        assertTrue(failure.getMessage().contains("), 'body' ("), failure.getMessage());
        assertTrue(failure.getMessage().contains(" and does not know 'text'; "), failure.getMessage());
    }

    @Test
    void waitsAMinuteAtASecondaryLimitThatTellsNoTime() {
        github.limitWithoutTime();

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> connector.pull(PullRequest.of("issues"), call()));

        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Duration.ofMinutes(1), failure.retryAfter().orElseThrow());
    }

    @Test
    void tellsARepositoryThatCannotBeSeen() {
        assertEquals(Health.Status.UP, connector.health(call()).status());
        try (GitHubConnector other = connector(Map.of("repository", "octo/secret"))) {
            Health health = other.health(call());
            assertEquals(Health.Status.DOWN, health.status());
            assertTrue(health.message().contains("'octo/secret'"), health.message());
        }
    }

    @Test
    void needsARepositoryFromSomewhere() {
        try (GitHubConnector none = connector(Map.of("repository", ""))) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> none.pull(PullRequest.of("issues"), call()));
            assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
            PullRequest named = PullRequest.builder("issues")
                    .parameter("repository", "octo/hello")
                    .build();
            assertEquals(List.of(), none.pull(named, call()).records());
        }
    }

    private List<ConnectorRecord> all(String type, int size) {
        List<ConnectorRecord> records = new ArrayList<>();
        Page page = connector.pull(pull(type, size), call());
        records.addAll(page.records());
        while (page.more()) {
            page = connector.pull(pull(type, size).from(page.cursor().orElseThrow()), call());
            records.addAll(page.records());
        }
        return records;
    }

    /** The first page as it is asked for, the others with another size. */
    private List<String> idsOfChanges(String type, PullRequest first, int size) {
        Page page = connector.pull(first, call());
        List<String> ids = new ArrayList<>(ids(page.records()));
        while (page.more()) {
            page = connector.pull(changes(type, size).from(page.cursor().orElseThrow()), call());
            ids.addAll(ids(page.records()));
        }
        return ids;
    }

    private static PullRequest pull(String type, int size) {
        return PullRequest.builder(type).pageSize(size).build();
    }

    private static PullRequest changes(String type, int size) {
        return PullRequest.builder(type).pageSize(size).incremental(true).build();
    }

    private static List<String> ids(List<ConnectorRecord> records) {
        return records.stream().map(each -> each.id().orElseThrow()).toList();
    }

    private GitHubConnector connector(Map<String, Object> more) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("url", github.url(), "repository", "octo/hello", "token", FakeGitHub.TOKEN));
        settings.putAll(more);
        settings.values().removeIf(Objects::isNull);
        ContractContext context = ContractContext.of(ID, settings, Set.of("token", "app.key", "webhook.secret"));
        return new GitHubConnector(context, context.config(Settings.class));
    }

    private static Map<String, Object> without(String key) {
        Map<String, Object> none = new HashMap<>();
        none.put(key, null);
        return none;
    }

    private static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(20));
    }
}
