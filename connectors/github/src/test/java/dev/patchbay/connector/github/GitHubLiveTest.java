package dev.patchbay.connector.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** GitHub itself, read only. */
@EnabledIfEnvironmentVariable(named = "GITHUB_LIVE_REPOSITORY", matches = ".+/.+")
class GitHubLiveTest {
    private static final InstanceId ID = InstanceId.ofType("github");

    @Test
    void isHealthyAndReadsCommitsAndIssues() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("repository", System.getenv("GITHUB_LIVE_REPOSITORY"));
        if (System.getenv("GITHUB_LIVE_TOKEN") != null) {
            settings.put("token", System.getenv("GITHUB_LIVE_TOKEN"));
        }
        if (System.getenv("GITHUB_LIVE_URL") != null) {
            settings.put("url", System.getenv("GITHUB_LIVE_URL"));
        }
        ContractContext context = ContractContext.of(ID, settings, Set.of("token"));
        try (GitHubConnector connector = new GitHubConnector(context, context.config(Settings.class))) {
            Health health = connector.health(call());
            assertEquals(Health.Status.UP, health.status(), health::message);
            assertFalse(
                    connector.pull(PullRequest.of("commits"), call()).records().isEmpty());
            Page changes = connector.pull(
                    PullRequest.builder("issues").incremental(true).pageSize(5).build(), call());
            assertFalse(changes.cursor().isEmpty());
        }
    }

    private static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(30));
    }
}
