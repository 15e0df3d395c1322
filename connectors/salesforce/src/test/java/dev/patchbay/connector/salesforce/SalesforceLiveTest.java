package dev.patchbay.connector.salesforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PullRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Salesforce itself, read only. */
@EnabledIfEnvironmentVariable(named = "SALESFORCE_LIVE_URL", matches = "https?://.+")
class SalesforceLiveTest {
    private static final InstanceId ID = InstanceId.ofType("salesforce");

    @Test
    void isHealthyAndReadsUsers() {
        Map<String, Object> settings = Map.of(
                "url", System.getenv("SALESFORCE_LIVE_URL"),
                "client.id", given("SALESFORCE_LIVE_CLIENT_ID"),
                "client.secret", given("SALESFORCE_LIVE_CLIENT_SECRET"));
        ContractContext context = ContractContext.of(ID, settings, Set.of("client.secret"));
        try (SalesforceConnector connector = new SalesforceConnector(context, context.config(Settings.class))) {
            Health health = connector.health(call());
            assertEquals(Health.Status.UP, health.status(), health::message);
            assertFalse(connector.pull(PullRequest.of("User"), call()).records().isEmpty());
            assertFalse(connector
                    .pull(
                            PullRequest.builder("User")
                                    .incremental(true)
                                    .pageSize(5)
                                    .build(),
                            call())
                    .cursor()
                    .isEmpty());
            assertFalse(connector
                    .pull(
                            PullRequest.builder("query")
                                    .parameter("soql", "SELECT Id, Name FROM User")
                                    .build(),
                            call())
                    .records()
                    .isEmpty());
        }
    }

    private static String given(String name) {
        String value = System.getenv(name);
        assertNotNull(value, "'" + name + "' is not set; SALESFORCE_LIVE_URL alone is not enough to sign in");
        return value;
    }

    private static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(60));
    }
}
