package dev.patchbay.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.model.Health;
import dev.patchbay.model.PullRequest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A real service, read only: a list at a URL, with the pointer to it and a bearer token if these are set. */
@EnabledIfEnvironmentVariable(named = "WEBHOOK_LIVE_URL", matches = "https?://.+")
class WebhookLiveTest {

    @Test
    void isHealthyAndReadsTheList() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("url", System.getenv("WEBHOOK_LIVE_URL"));
        settings.put("records", new String[] {"things:"});
        settings.put("items", System.getenv().getOrDefault("WEBHOOK_LIVE_ITEMS", ""));
        if (System.getenv("WEBHOOK_LIVE_TOKEN") != null) {
            settings.put("auth", "bearer");
            settings.put("token", System.getenv("WEBHOOK_LIVE_TOKEN"));
        }
        try (WebhookConnector connector = ServiceSettings.connector(settings)) {
            Health health = connector.health(ServiceSettings.call());
            assertEquals(Health.Status.UP, health.status(), health::message);
            assertFalse(connector
                    .pull(PullRequest.of("things"), ServiceSettings.call())
                    .records()
                    .isEmpty());
        }
    }
}
