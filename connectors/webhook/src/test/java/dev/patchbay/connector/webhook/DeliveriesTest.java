package dev.patchbay.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.webhook.HmacSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Clock SIGNED = Clock.fixed(Instant.ofEpochSecond(1_614_265_330L), ZoneOffset.UTC);
    private static final String ORDERS =
            "{\"type\":\"order.paid\",\"data\":[{\"id\":\"o-1\",\"total\":12},{\"id\":\"o-2\",\"total\":7}]}";

    @Test
    void takesTheExampleOfStandardWebhooks() throws IOException {
        Document example = example("standard");
        WebhookResult result = deliveries(
                        SIGNED, "webhook.signature", "standard", "webhook.secret", text(example, "secret"))
                .receive(standard(example));

        assertEquals("msg_p5jXN8AQM9LWM0D4loKWxJek", result.deliveryId().orElseThrow());
        ConnectorRecord record = result.records().get(0);
        assertEquals("event", record.type());
        assertEquals(2_432_232_314L, record.fields().get("test"));
    }

    @Test
    void refusesWhatWasSignedTooLongAgo() throws IOException {
        Document example = example("standard");
        Clock late = Clock.offset(SIGNED, Duration.ofSeconds(301));
        Deliveries deliveries =
                deliveries(late, "webhook.signature", "standard", "webhook.secret", text(example, "secret"));

        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(deliveries, standard(example)));
        assertEquals(
                1,
                deliveries(
                                late,
                                "webhook.signature",
                                "standard",
                                "webhook.secret",
                                text(example, "secret"),
                                "webhook.window.seconds",
                                302)
                        .receive(standard(example))
                        .records()
                        .size());
    }

    /** Its body is no JSON, which is told only once the signature is sound. */
    @Test
    void findsTheSignatureOfAKeyedHashSound() throws IOException {
        Document example = example("github");
        Deliveries deliveries = deliveries(
                SIGNED,
                "webhook.signature",
                "hmac",
                "webhook.signature.header",
                "X-Hub-Signature-256",
                "webhook.secret",
                text(example, "secret"));
        Map<String, String> headers = Map.of(text(example, "header"), text(example, "value"));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, refusal(deliveries, webhook(headers, text(example, "body"))));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(deliveries, webhook(headers, "Hello, World?")));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(deliveries, webhook(Map.of(), "Hello, World!")));
    }

    @Test
    void takesDeliveriesWhoseHeaderHoldsTimeAndSignature() {
        Deliveries ofStripe = deliveries(
                SIGNED,
                "webhook.signature",
                "hmac",
                "webhook.signature.header",
                "Stripe-Signature",
                "webhook.signature.prefix",
                "v1=",
                "webhook.timestamp.header",
                "Stripe-Signature",
                "webhook.secret",
                "whsec_test");
        String signature = "t=1614265330,v1=347e9afe3d74ec4c5cbefd270edc9246513ae3da7b375223e302560fbd4146eb";

        WebhookResult result = ofStripe.receive(webhook(Map.of("Stripe-Signature", signature), "{\"id\":\"evt_1\"}"));

        assertEquals("evt_1", result.records().get(0).id().orElseThrow());
        assertEquals(
                ErrorCode.AUTHENTICATION_FAILED,
                refusal(ofStripe, webhook(Map.of("Stripe-Signature", signature), "{\"id\":\"evt_2\"}")));
    }

    /** Of Jira, whose body is no JSON, and of Slack, which signs the time as well, and whose body is a form. */
    @Test
    void findsTheSignaturesThatJiraAndSlackGiveForExamplesSound() throws IOException {
        Document jira = example("jira");
        Deliveries ofJira = deliveries(
                SIGNED,
                "webhook.signature",
                "hmac",
                "webhook.signature.header",
                "X-Hub-Signature",
                "webhook.secret",
                text(jira, "secret"));
        Document slack = example("slack");
        Deliveries ofSlack = ofSlack(slack);
        Map<String, String> headers = Map.of(
                text(slack, "header"), text(slack, "value"), "X-Slack-Request-Timestamp", text(slack, "timestamp"));
        Map<String, String> later = new HashMap<>(headers);
        later.put("X-Slack-Request-Timestamp", "1531420619");

        assertEquals(
                ErrorCode.UNEXPECTED_RESPONSE,
                refusal(ofJira, webhook(Map.of(text(jira, "header"), text(jira, "value")), text(jira, "body"))));
        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, refusal(ofSlack, webhook(headers, text(slack, "body"))));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(ofSlack, webhook(later, text(slack, "body"))));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(ofSlack, webhook(headers, text(slack, "body") + "&x=1")));
    }

    private static Deliveries ofSlack(Document slack) {
        Clock then = Clock.fixed(Instant.ofEpochSecond(Long.parseLong(text(slack, "timestamp"))), ZoneOffset.UTC);
        return deliveries(
                then,
                "webhook.signature",
                "hmac",
                "webhook.signature.header",
                "X-Slack-Signature",
                "webhook.signature.prefix",
                "v0=",
                "webhook.timestamp.header",
                "X-Slack-Request-Timestamp",
                "webhook.signed",
                "v0:{timestamp}:{body}",
                "webhook.secret",
                text(slack, "secret"));
    }

    @Test
    void makesARecordOfEachItem() {
        WebhookResult result = deliveries(
                        SIGNED,
                        "webhook.signature",
                        "hmac",
                        "webhook.secret",
                        "one",
                        "webhook.items",
                        "/data",
                        "webhook.type",
                        "/type",
                        "webhook.delivery.header",
                        "X-Delivery")
                .receive(signed("one", Map.of("X-Delivery", "d-7")));

        assertEquals("d-7", result.deliveryId().orElseThrow());
        assertEquals(
                List.of("order.paid/o-1", "order.paid/o-2"),
                result.records().stream().map(ConnectorRecord::toString).toList());
    }

    @Test
    void takesTheTimeAlongInWhatIsSigned() {
        Object[] settings = {
            "webhook.signature", "hmac",
            "webhook.secret", "one",
            "webhook.signature.prefix", "v0=",
            "webhook.signature.encoding", "base64",
            "webhook.signature.algorithm", "HmacSHA512",
            "webhook.timestamp.header", "X-Time",
            "webhook.signed", "v0:{timestamp}:{body}"
        };
        Map<String, String> headers = HmacSignature.in("X-Signature-256")
                .prefix("v0=")
                .algorithm("HmacSHA512")
                .base64()
                .timestamp("X-Time", "v0:{timestamp}:{body}", Duration.ofMinutes(5), SIGNED)
                .sign(Secret.of("one"), ORDERS.getBytes(StandardCharsets.UTF_8));

        assertEquals(
                1,
                deliveries(SIGNED, settings)
                        .receive(webhook(headers, ORDERS))
                        .records()
                        .size());
        Map<String, String> later = new HashMap<>(headers);
        later.put("X-Time", "1614265331");
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(deliveries(SIGNED, settings), webhook(later, ORDERS)));
    }

    @Test
    void takesTwoSecretsWhileOneIsReplaced() {
        Deliveries deliveries = deliveries(
                SIGNED, "webhook.signature", "hmac", "webhook.secret", "new", "webhook.secret.previous", "old");

        assertEquals(1, deliveries.receive(signed("new", Map.of())).records().size());
        assertEquals(1, deliveries.receive(signed("old", Map.of())).records().size());
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(deliveries, signed("older", Map.of())));
    }

    @Test
    void takesNothingWithoutASignature() {
        assertEquals(ErrorCode.INVALID_CONFIG, refusal(deliveries(SIGNED), signed("one", Map.of())));
    }

    @Test
    void saysWhereItFindsNothing() {
        Deliveries deliveries =
                deliveries(SIGNED, "webhook.signature", "hmac", "webhook.secret", "one", "webhook.items", "/nowhere");
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> deliveries.receive(signed("one", Map.of())));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        assertTrue(failure.getMessage().contains("'/nowhere'"), failure.getMessage());
    }

    private static ErrorCode refusal(Deliveries deliveries, Webhook webhook) {
        return assertThrows(ConnectorException.class, () -> deliveries.receive(webhook))
                .code();
    }

    private static Webhook signed(String secret, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.putAll(HmacSignature.in("X-Signature-256")
                .prefix("sha256=")
                .sign(Secret.of(secret), ORDERS.getBytes(StandardCharsets.UTF_8)));
        return webhook(headers, ORDERS);
    }

    private static Webhook standard(Document example) {
        return webhook(
                Map.of(
                        "webhook-id",
                        text(example, "id"),
                        "webhook-timestamp",
                        text(example, "timestamp"),
                        text(example, "header"),
                        text(example, "value")),
                text(example, "body"));
    }

    private static Webhook webhook(Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return Webhook.of(lists, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Deliveries deliveries(Clock clock, Object... settings) {
        Map<String, Object> given = new HashMap<>(Map.of("url", "https://api.example.com"));
        for (int i = 0; i < settings.length; i += 2) {
            given.put((String) settings[i], settings[i + 1]);
        }
        ContractContext context = ContractContext.of(InstanceId.ofType("webhook"), given, ServiceSettings.SECRETS);
        return new Deliveries(context, context.config(Settings.class), clock);
    }

    private static String text(Document example, String member) {
        return example.text("/" + member).orElseThrow();
    }

    /** Examples of the documentation that each names as its source. */
    private static Document example(String scheme) throws IOException {
        try (InputStream file = DeliveriesTest.class.getResourceAsStream("/webhooks.json")) {
            return ((List<?>) Json.read(file.readAllBytes()))
                    .stream()
                            .map(Document::of)
                            .filter(each -> text(each, "scheme").equals(scheme))
                            .findFirst()
                            .orElseThrow();
        }
    }
}
