package dev.patchbay.connector.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {
    private static final String SECRET = "It's a Secret to Everybody";

    /** Made with {@code openssl dgst -sha256 -hmac "$SECRET"}. */
    private static final String BODY = "{\"action\":\"opened\",\"issue\":{\"number\":7}}";

    private final Deliveries deliveries = deliveries(Map.of("webhook.secret", SECRET));

    @Test
    void makesARecordOfASignedDelivery() {
        WebhookResult result = deliveries.receive(delivery("issues", BODY, signature()));

        ConnectorRecord record = result.records().get(0);
        assertEquals("issues", record.type());
        assertEquals("opened", record.fields().get("action"));
        assertEquals("d-1", result.deliveryId().orElseThrow());
    }

    /** The example of GitHub's own documentation; its body is no JSON, which is told only once the signature is sound. */
    @Test
    void findsTheSignatureOfTheDocumentationSound() {
        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> deliveries.receive(delivery(
                        "issues",
                        "Hello, World!",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        assertTrue(failure.getMessage().contains("application/json"), failure.getMessage());
    }

    /** Payloads that GitHub gives as examples. */
    @ParameterizedTest
    @CsvSource({"issues,edited", "push,", "star,created"})
    void makesARecordOfWhatGitHubSends(String event, String action) throws GeneralSecurityException {
        Document sent = Recordings.documents("/deliveries.json").stream()
                .filter(each -> each.text("/event").equals(Optional.of(event)))
                .findFirst()
                .orElseThrow();
        String body = Json.write(sent.at("/payload").orElseThrow());

        ConnectorRecord record = deliveries
                .receive(delivery(event, body, signed(body)))
                .records()
                .get(0);

        assertEquals(event, record.type());
        assertEquals(action, record.fields().get("action"));
        assertEquals(
                sent.at("/payload/repository").orElseThrow(), record.fields().get("repository"));
        assertEquals(sent.at("/payload/sender").orElseThrow(), record.fields().get("sender"));
    }

    @Test
    void refusesAPayloadOfWhichALetterIsAnother() throws GeneralSecurityException {
        String body = Json.write(
                Recordings.documents("/deliveries.json").get(0).at("/payload").orElseThrow());
        String signature = signed(body);

        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> deliveries.receive(delivery("issues", body.replaceFirst("Codertocat", "codertocat"), signature)));

        assertTrue(body.contains("Codertocat"));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
    }

    @Test
    void refusesWhatIsNotSigned() {
        for (String signature :
                List.of("", "sha256=", "sha256=" + "0".repeat(64), signature().substring(7))) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> deliveries.receive(delivery("issues", BODY, signature)));
            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        }
    }

    @Test
    void answersAPingWithNothing() {
        assertEquals(
                List.of(),
                deliveries.receive(delivery("ping", BODY, signature())).records());
    }

    @Test
    void takesNothingWithoutASecret() {
        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> deliveries(Map.of()).receive(delivery("issues", BODY, signature())));
        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
    }

    private static String signed(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String signature() {
        return "sha256=33fe170446247a50613065bc1b8d931a44075fec379f4c008e942634bdba2427";
    }

    private static Webhook delivery(String event, String body, String signature) {
        return Webhook.of(
                Map.of(
                        "X-GitHub-Event", List.of(event),
                        "X-GitHub-Delivery", List.of("d-1"),
                        "X-Hub-Signature-256", List.of(signature)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static Deliveries deliveries(Map<String, Object> settings) {
        ContractContext context = ContractContext.of(InstanceId.ofType("github"), settings, Set.of("webhook.secret"));
        return new Deliveries(context, context.config(Settings.class));
    }
}
