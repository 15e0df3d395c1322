package dev.patchbay.connector.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What health tells apart. */
class HealthCheckTest {
    private static final InstanceId ID = InstanceId.ofType("github");
    private static final String REPOSITORY = "octo/hello";

    /** As github.com and a GitHub Enterprise Server answer at the address that people see, and as other services do. */
    @ParameterizedTest
    @ValueSource(strings = {"", REPOSITORY})
    void tellsAnAddressAtWhichThereIsNoGitHub(String repository) {
        for (Answer each : new Answer[] {
            Answer.html(404, "<!DOCTYPE html><title>Page not found</title>"),
            Answer.of(404),
            Answer.json(404, "{\"error\":\"404 Not Found\"}")
        }) {
            Health health = health(repository, each, each);

            assertEquals(Health.Status.DOWN, health.status(), health::message);
            assertEquals(FailureCause.SETTINGS, health.cause().orElseThrow());
            assertTrue(health.message().contains("'url'"), health::message);
        }
    }

    @Test
    void tellsARepositoryThatIsNotThere() {
        Health health = health(REPOSITORY, limits(60), Answer.json(404, "{\"message\":\"Not Found\"}"));

        assertEquals(Health.Status.DOWN, health.status());
        assertEquals(FailureCause.PERMISSION, health.cause().orElseThrow());
        assertTrue(health.message().contains("'octo/hello'"), health::message);
    }

    @Test
    void isWellWhereAServerHasNoLimits() {
        Answer off = Answer.json(404, "{\"message\":\"Rate limiting is not enabled.\"}");

        Health health = health(REPOSITORY, off, Answer.json(200, "{\"full_name\":\"octo/hello\"}"));

        assertEquals(Health.Status.UP, health.status(), health::message);
    }

    @Test
    void tellsThatTheLimitIsUsedUp() {
        Health health = health(REPOSITORY, limits(0), Answer.of(500));

        assertEquals(Health.Status.DEGRADED, health.status());
        assertEquals(FailureCause.QUOTA, health.cause().orElseThrow());
        assertTrue(health.message().contains("5000 requests an hour"), health::message);
    }

    @Test
    void tellsCredentialsAndSignInPages() {
        assertFails(ErrorCode.AUTHENTICATION_FAILED, Answer.json(401, "{\"message\":\"Bad credentials\"}"));
        assertFails(ErrorCode.UNEXPECTED_RESPONSE, Answer.html(200, "<html>Sign in</html>"));
    }

    private static void assertFails(ErrorCode code, Answer limits) {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> health(REPOSITORY, limits, Answer.of(500)));
        assertEquals(code, failure.code(), failure::getMessage);
    }

    private static Answer limits(int remaining) {
        return Answer.json(
                200,
                "{\"resources\":{\"core\":{\"limit\":5000,\"remaining\":" + remaining + ",\"reset\":1518000000}}}");
    }

    private static Health health(String repository, Answer limits, Answer other) {
        try (PlayedService service =
                        new PlayedService(request -> request.path().equals("/rate_limit") ? limits : other);
                GitHubConnector connector = connector(service, repository)) {
            return connector.health(ContractCall.of(ID, Duration.ofSeconds(10)));
        }
    }

    private static GitHubConnector connector(PlayedService service, String repository) {
        ContractContext context = ContractContext.of(
                ID, Map.of("url", service.url(), "repository", repository, "token", "ghp_x"), Set.of("token"));
        return new GitHubConnector(context, context.config(Settings.class));
    }
}
