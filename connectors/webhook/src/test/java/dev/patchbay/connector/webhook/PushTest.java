package dev.patchbay.connector.webhook;

import static dev.patchbay.connector.webhook.ServiceSettings.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.Received;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Webhook;
import dev.patchbay.toolkit.webhook.HmacSignature;
import dev.patchbay.toolkit.webhook.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final FakeService service = new FakeService();

    @Test
    void postsEachRecordToThePathOfItsType() {
        ContractCall call = call();
        try (WebhookConnector connector = connector("push.path", "/hooks/{type}")) {
            PushResult result =
                    connector.push(List.of(order("1"), ConnectorRecord.of("a b", Map.of("total", 2))), call);

            assertEquals(List.of("w-1", "w-2"), result.ids());
        }
        assertEquals(List.of("POST /hooks/{type}", "POST /hooks/{type}"), call.requests());
        assertEquals("/hooks/orders", service.seen().get(0).target());
        assertEquals("/hooks/a%20b", service.last().target());
        assertEquals("{\"total\":2}", service.last().body());
    }

    @Test
    void postsToTheUrlItselfIfNoPathIsSet() {
        try (WebhookConnector connector = connector("url", service.url() + "/public/in?x=1")) {
            connector.push(List.of(order("1")), call());
        }
        assertEquals("/public/in?x=1", service.last().target());
    }

    @Test
    void givesWhatIsPostedAgainTheSameKeyAndTwiceTheSameTwo() {
        List<ConnectorRecord> records = List.of(order("1"), order("2"), order("2"));
        try (WebhookConnector connector = connector()) {
            connector.push(records, call());
            List<String> first = keys();
            connector.push(records, call());

            assertEquals(3, first.stream().distinct().count());
            assertEquals(first, keys().subList(3, 6));
            assertEquals(3, service.written(), "the receiver knows the keys");
        }
    }

    @Test
    void signsWithAKeyedHash() {
        try (WebhookConnector connector = connector(
                "push.signature",
                "hmac",
                "push.secret",
                SECRET,
                "push.signature.header",
                "X-Sign",
                "push.signature.prefix",
                "v1=",
                "push.signature.encoding",
                "base64",
                "push.timestamp.header",
                "X-Time")) {
            connector.push(List.of(order("1")), call());
        }
        HmacSignature.in("X-Sign")
                .prefix("v1=")
                .base64()
                .timestamp("X-Time", "{timestamp}.{body}", Duration.ofMinutes(5), Clock.systemUTC())
                .verifier(() -> List.of(Secret.of(SECRET)))
                .verify(posted());
    }

    @Test
    void signsAsStandardWebhooksAndKeepsTheIdOfWhatIsPostedAgain() {
        try (WebhookConnector connector = connector("push.signature", "standard", "push.secret", SECRET)) {
            connector.push(List.of(order("1")), call());
            String id = StandardWebhooks.id(posted());
            connector.push(List.of(order("1")), call());

            assertTrue(id.startsWith("msg_"), id);
            assertEquals(id, StandardWebhooks.id(posted()));
        }
        StandardWebhooks.of(Duration.ofMinutes(5), Clock.systemUTC())
                .verifier(() -> List.of(Secret.of(SECRET)))
                .verify(posted());
    }

    @Test
    void putsARecordIntoAnEnvelope() {
        try (WebhookConnector connector = connector("push.envelope", true)) {
            connector.push(List.of(order("7")), call());
        }
        assertEquals(
                "{\"type\":\"orders\",\"id\":\"7\",\"data\":{\"total\":7}}",
                service.last().body());
    }

    @Test
    void tellsWhatIsRefusedByRecord() {
        try (WebhookConnector connector = connector()) {
            PushResult result = connector.push(List.of(order("1"), bad(), order("3")), call());

            assertEquals(2, result.accepted());
            assertEquals(1, result.rejections().get(0).index());
            assertTrue(
                    result.rejections().get(0).message().contains("'total' is missing"),
                    result.rejections().get(0)::message);
        }
    }

    @Test
    void postsBatchesAndTellsWhatIsRefusedInThem() {
        try (WebhookConnector connector = connector("push.batch.size", 2, "push.rejections", "/refused")) {
            PushResult result = connector.push(List.of(order("1"), order("2"), order("3"), bad(), bad()), call());

            assertEquals(3, result.accepted());
            assertEquals(
                    List.of(3, 4),
                    result.rejections().stream()
                            .map(PushResult.Rejection::index)
                            .toList());
            assertEquals(3, service.seen().size());
            assertEquals("[{\"total\":1},{\"total\":2}]", service.seen().get(0).body());
        }
    }

    /** Otherwise one batch would go to the path of its first record. */
    @Test
    void keepsTypesApartInBatchesIfThePathNamesThem() {
        try (WebhookConnector connector = connector("push.batch.size", 10, "push.path", "/hooks/{type}")) {
            connector.push(
                    List.of(order("1"), order("2"), ConnectorRecord.of("bills", Map.of("total", 1)), order("3")),
                    call());
        }
        assertEquals(
                List.of("/hooks/orders", "/hooks/bills", "/hooks/orders"),
                service.seen().stream().map(Received::target).toList());
    }

    @Test
    void tellsHowFarItCame() {
        service.failAfter(2, ServiceFault.UNAVAILABLE);
        try (WebhookConnector connector = connector()) {
            ConnectorException failure = assertThrows(ConnectorException.class, () -> connector.push(five(), call()));

            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code());
            assertTrue(failure.getMessage().contains("first 2 of 5"), failure.getMessage());
            assertFalse(failure.isUnapplied());
            assertEquals(2, service.written());
        }
    }

    @Test
    void failsAsItIsWhenNothingWasTaken() {
        service.fail(ServiceFault.LIMIT);
        try (WebhookConnector connector = connector()) {
            ConnectorException failure = assertThrows(ConnectorException.class, () -> connector.push(five(), call()));

            assertEquals(ErrorCode.RATE_LIMITED, failure.code());
            assertTrue(failure.isUnapplied());
        }
    }

    @Test
    void canBePushedAgainAsAWholeIfTheReceiverKnowsTheKeys() {
        service.failAfter(2, ServiceFault.ANSWER_LOST);
        try (WebhookConnector connector = connector("push.idempotent", true)) {
            assertTrue(connector.idempotent());
            ConnectorException failure = assertThrows(ConnectorException.class, () -> connector.push(five(), call()));
            assertTrue(failure.code().retryable(), () -> failure.code() + ": " + failure.getMessage());

            assertEquals(5, connector.push(five(), call()).accepted());
            assertEquals(5, service.written());
        }
        try (WebhookConnector unsure = connector()) {
            assertFalse(unsure.idempotent());
        }
    }

    @Test
    void takesNoSignInPageForSuccess() {
        service.fail(ServiceFault.SIGN_IN_PAGE);
        try (WebhookConnector connector = connector()) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.push(List.of(order("1")), call()));
            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        }
    }

    private WebhookConnector connector(Object... more) {
        return ServiceSettings.connector(ServiceSettings.of(service, "plain", more));
    }

    private List<String> keys() {
        return service.seen().stream()
                .map(each -> each.header("Idempotency-key"))
                .toList();
    }

    private Webhook posted() {
        return Webhook.of(service.last().headers(), service.last().body().getBytes(StandardCharsets.UTF_8));
    }

    private static List<ConnectorRecord> five() {
        List<ConnectorRecord> records = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            records.add(order(String.valueOf(i)));
        }
        return records;
    }

    private static ConnectorRecord order(String id) {
        return ConnectorRecord.builder("orders")
                .id(id)
                .field("total", Integer.valueOf(id))
                .build();
    }

    private static ConnectorRecord bad() {
        return ConnectorRecord.of("orders", Map.of("count", 1));
    }

    @AfterEach
    void stop() {
        service.close();
    }
}
