package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.webhook.HmacSignature;
import dev.patchbay.toolkit.webhook.StandardWebhooks;
import dev.patchbay.toolkit.webhook.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deliveries of the service's webhooks: records, once the signature is sound. */
final class Deliveries {
    private final Settings settings;
    private final RecordShape shape;
    private final Optional<WebhookVerifier> verifier;

    Deliveries(ConnectorContext context, Settings settings, Clock clock) {
        this.settings = settings;
        this.shape = new RecordShape(settings.webhook_id(), settings.changed());
        Duration window = Duration.ofSeconds(settings.webhook_window_seconds());
        HmacSignature.Secrets secrets = () -> secrets(context, settings);
        this.verifier = switch (settings.webhook_signature()) {
            case "hmac" -> Optional.of(hmac(settings, window, clock).verifier(secrets));
            case "standard" -> Optional.of(StandardWebhooks.of(window, clock).verifier(secrets));
            default -> Optional.empty();
        };
    }

    WebhookResult receive(Webhook webhook) {
        verifier.orElseThrow(() -> new ConnectorException(
                        ErrorCode.INVALID_CONFIG,
                        "a delivery came, and nobody can tell whose it is; set 'webhook.signature' and"
                                + " 'webhook.secret'"))
                .verify(webhook);
        Document body = Document.of(json(webhook));
        Optional<String> delivery = delivery(webhook);
        List<ConnectorRecord> records = new ArrayList<>();
        for (Map<String, Object> each : items(body)) {
            records.add(shape.record(type(body), each));
        }
        WebhookResult result = WebhookResult.accepted(records);
        return delivery.map(result::withDeliveryId).orElse(result);
    }

    private Optional<String> delivery(Webhook webhook) {
        if (!settings.webhook_delivery_header().isBlank()) {
            return webhook.header(settings.webhook_delivery_header().strip());
        }
        return settings.webhook_signature().equals("standard")
                ? Optional.of(StandardWebhooks.id(webhook))
                : Optional.empty();
    }

    private String type(Document body) {
        String type = settings.webhook_type().strip();
        return type.startsWith("/")
                ? body.text(type)
                        .orElseThrow(() -> unreadable("no type at '" + type + "'; see whether 'webhook.type' is right"))
                : type;
    }

    private List<Map<String, Object>> items(Document body) {
        String pointer = settings.webhook_items().strip();
        Object found = body.at(pointer)
                .orElseThrow(() -> unreadable(
                        "nothing at '" + pointer + "'; see whether 'webhook.items' points to where its records lie"));
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object each : found instanceof List<?> several ? several : List.of(found)) {
            if (!(each instanceof Map<?, ?> members)) {
                throw unreadable("at '" + pointer + "' what is no object; see whether 'webhook.items' is right");
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            members.forEach((name, value) -> fields.put(String.valueOf(name), value));
            items.add(fields);
        }
        return items;
    }

    private static Object json(Webhook webhook) {
        try {
            return Json.read(webhook.body());
        } catch (IllegalArgumentException noJson) {
            throw unreadable("no JSON; have it sent as application/json");
        }
    }

    private static ConnectorException unreadable(String rest) {
        return new ConnectorException(ErrorCode.UNEXPECTED_RESPONSE, "a delivery has " + rest);
    }

    private static HmacSignature hmac(Settings settings, Duration window, Clock clock) {
        HmacSignature plain = HmacSignature.in(
                        settings.webhook_signature_header().strip())
                .prefix(settings.webhook_signature_prefix())
                .algorithm(settings.webhook_signature_algorithm());
        HmacSignature encoded = settings.webhook_signature_encoding().equals("base64") ? plain.base64() : plain;
        String time = settings.webhook_timestamp_header().strip();
        return time.isEmpty() ? encoded : encoded.timestamp(time, settings.webhook_signed(), window, clock);
    }

    /** Asked for each delivery, so that a rotated one counts from then on. */
    private static List<Secret> secrets(ConnectorContext context, Settings settings) {
        Secret now = context.secret("webhook.secret");
        return settings.webhook_secret_previous().isBlank()
                ? List.of(now)
                : List.of(now, context.secret("webhook.secret.previous"));
    }
}
