package dev.patchbay.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a connector made of a verified delivery. */
public final class WebhookResult {
    private final List<ConnectorRecord> records;
    private final String deliveryId;
    private final String reply;

    private WebhookResult(List<ConnectorRecord> records, String deliveryId, String reply) {
        this.records = List.copyOf(records);
        this.deliveryId = deliveryId;
        this.reply = reply;
    }

    /** Records for the subscribers. */
    public static WebhookResult accepted(List<ConnectorRecord> records) {
        return new WebhookResult(records, null, null);
    }

    /** Nothing for anybody, but what the external system wants to read back, such as a challenge. */
    public static WebhookResult reply(String body) {
        return new WebhookResult(List.of(), null, Objects.requireNonNull(body, "body"));
    }

    /** The same result with the external system's own id of the delivery, by which duplicates are known. */
    public WebhookResult withDeliveryId(String id) {
        return new WebhookResult(records, id, reply);
    }

    /** The same result with other records. */
    public WebhookResult withRecords(List<ConnectorRecord> others) {
        return new WebhookResult(others, deliveryId, reply);
    }

    public List<ConnectorRecord> records() {
        return records;
    }

    public Optional<String> deliveryId() {
        return Optional.ofNullable(deliveryId);
    }

    /** The body of the answer, if the external system expects one. */
    public Optional<String> reply() {
        return Optional.ofNullable(reply);
    }
}
