package dev.patchbay.connector.email;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.PullRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A real account sends itself a mail and pulls it; runs if EMAIL_LIVE_URL and the others of the connector's page are set. */
@EnabledIfEnvironmentVariable(named = "EMAIL_LIVE_URL", matches = ".+")
class EmailLiveIT {

    @Test
    void sendsAMailToItselfAndPullsIt() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("url", variable("URL"));
        settings.put("smtp.url", variable("SMTP_URL"));
        settings.put("user", variable("USER"));
        if (System.getenv("EMAIL_LIVE_ACCESS_TOKEN") == null) {
            settings.put("password", variable("PASSWORD"));
        } else {
            settings.put("auth", "xoauth2");
            settings.put("access.token", variable("ACCESS_TOKEN"));
        }
        String address = System.getenv().getOrDefault("EMAIL_LIVE_ADDRESS", variable("USER"));
        settings.put("from", address);
        String subject = "Patchbay live test " + UUID.randomUUID();

        try (EmailConnector connector = Mailroom.connectorOf(settings)) {
            Health health = connector.health(Mailroom.call());
            assertEquals(Health.Status.UP, health.status(), health::message);

            connector.push(
                    List.of(ConnectorRecord.of(
                            "messages", Map.of("to", address, "subject", subject, "text", "Grüße €"))),
                    Mailroom.call());

            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(3))
                    .untilAsserted(() -> {
                        List<ConnectorRecord> found = Mailroom.pullAll(connector, today()).stream()
                                .filter(each -> subject.equals(each.fields().get("subject")))
                                .toList();
                        assertEquals(1, found.size());
                        assertEquals(
                                "Grüße €",
                                found.get(0).fields().get("text").toString().trim());
                    });
        }
    }

    private static PullRequest today() {
        return PullRequest.builder("messages")
                .parameter("since", LocalDate.now(ZoneOffset.UTC).toString())
                .build();
    }

    private static String variable(String name) {
        String value = System.getenv("EMAIL_LIVE_" + name);
        if (value == null) {
            throw new AssertionError("EMAIL_LIVE_" + name + " is not set, but EMAIL_LIVE_URL is");
        }
        return value;
    }
}
