package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.webhook.HmacSignature;
import dev.patchbay.toolkit.webhook.WebhookVerifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deliveries of a webhook: a record of the event's type with the payload as it came, once the signature is sound.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating</a>
 */
final class Deliveries {
    private final WebhookVerifier verifier;
    private final boolean hasSecret;

    Deliveries(ConnectorContext context, Settings settings) {
        this.hasSecret = !settings.webhook_secret().isBlank();
        this.verifier = HmacSignature.in("X-Hub-Signature-256")
                .prefix("sha256=")
                .verifier(() -> List.of(context.secret("webhook.secret")));
    }

    WebhookResult receive(Webhook webhook) {
        if (!hasSecret) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    "a delivery came, and without 'webhook.secret' nobody can tell whether it is GitHub's; set it to the"
                            + " secret of the webhook");
        }
        verifier.verify(webhook);
        String event = webhook.header("X-GitHub-Event")
                .filter(each -> each.matches("[a-z_]{1,100}"))
                .orElseThrow(() -> unreadable("names no event"));
        String delivery = webhook.header("X-GitHub-Delivery").orElseThrow(() -> unreadable("has no id"));
        if (event.equals("ping")) {
            return WebhookResult.accepted(List.of()).withDeliveryId(delivery);
        }
        ConnectorRecord record = ConnectorRecord.builder(event)
                .id(delivery)
                .fields(payload(webhook))
                .build();
        return WebhookResult.accepted(List.of(record)).withDeliveryId(delivery);
    }

    private static Map<String, Object> payload(Webhook webhook) {
        try {
            if (Json.read(webhook.body()) instanceof Map<?, ?> members) {
                Map<String, Object> payload = new LinkedHashMap<>();
                members.forEach((name, value) -> payload.put(String.valueOf(name), value));
                return payload;
            }
        } catch (IllegalArgumentException noJson) {
            // Told below: a webhook can be set to send forms.
        }
        throw unreadable("is no JSON object; set the webhook's content type to application/json");
    }

    private static ConnectorException unreadable(String fact) {
        return new ConnectorException(ErrorCode.UNEXPECTED_RESPONSE, "a delivery of GitHub " + fact);
    }
}
