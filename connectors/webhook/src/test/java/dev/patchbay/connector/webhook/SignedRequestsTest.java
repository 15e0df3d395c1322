package dev.patchbay.connector.webhook;

import static dev.patchbay.connector.webhook.ServiceSettings.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With auth = hmac; the service lets in nobody whose signature it cannot make itself. */
class SignedRequestsTest {
    private final FakeService service = new FakeService();

    @ParameterizedTest
    @ValueSource(strings = {"link", "next", "cursor", "offset", "page", "plain"})
    void signsEachPageWithItsQuery(String way) {
        List<String> added = service.add(7);
        PullRequest pull = PullRequest.builder("orders")
                .pageSize(3)
                .parameter("state", "a b&c/\u00fc")
                .build();
        List<String> ids = new ArrayList<>();
        try (WebhookConnector connector = connector(way)) {
            Page page = connector.pull(pull, call());
            page.records().forEach(each -> ids.add(each.id().orElseThrow()));
            while (page.more()) {
                page = connector.pull(pull.from(page.cursor().orElseThrow()), call());
                page.records().forEach(each -> ids.add(each.id().orElseThrow()));
            }
        }
        assertEquals(added, ids);
        assertFalse(service.last().headers().toString().contains(FakeService.KEY));
    }

    @Test
    void signsWhatIsPushedWithItsBodyAndWhatHealthAsks() {
        try (WebhookConnector connector = connector("plain", "push.path", "/hooks", "health.path", "/status")) {
            ConnectorRecord record = ConnectorRecord.of("orders", Map.of("total", 12));

            assertEquals(1, connector.push(List.of(record), call()).accepted());
            assertTrue(connector.health(call()).usable());
        }
    }

    @Test
    void isNotLetInWithAnotherSecretOrAnotherContent() {
        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("token", "another4711"), Map.of("auth.signed", "{path}{timestamp}{body}"))) {
            Map<String, Object> settings = settings("plain");
            settings.putAll(other);
            try (WebhookConnector connector = ServiceSettings.connector(settings)) {
                ConnectorException failure =
                        assertThrows(ConnectorException.class, () -> connector.pull(PullRequest.of("orders"), call()));

                assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
            }
        }
    }

    private WebhookConnector connector(String way, Object... more) {
        return ServiceSettings.connector(settings(way, more));
    }

    private Map<String, Object> settings(String way, Object... more) {
        Map<String, Object> settings = ServiceSettings.of(service, way, more);
        settings.putAll(Map.of("auth", "hmac", "auth.name", "X-Request-Signature", "auth.signature.prefix", "sha256="));
        return settings;
    }

    @AfterEach
    void stop() {
        service.close();
    }
}
