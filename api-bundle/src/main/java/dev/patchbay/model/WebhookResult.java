package dev.patchbay.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a connector made of a verified delivery. */
public final class WebhookResult {
    private final List<ConnectorRecord> records;
    private final String deliveryId;
    private final String reply;
    private final String correlationId;
    private final String principal;

    private WebhookResult(
            List<ConnectorRecord> records, String deliveryId, String reply, String correlationId, String principal) {
        this.records = List.copyOf(records);
        this.deliveryId = deliveryId;
        this.reply = reply;
        this.correlationId = correlationId;
        this.principal = principal;
    }

    /** Records for the subscribers. */
    public static WebhookResult accepted(List<ConnectorRecord> records) {
        return new WebhookResult(records, null, null, null, null);
    }

    /** Nothing for anybody, but what the external system wants to read back, such as a challenge. */
    public static WebhookResult reply(String body) {
        return new WebhookResult(List.of(), null, Objects.requireNonNull(body, "body"), null, null);
    }

    /** The same result with the external system's own id of the delivery, by which duplicates are known. */
    public WebhookResult withDeliveryId(String id) {
        return new WebhookResult(records, id, reply, correlationId, principal);
    }

    /**
     * The same result, told as one of a call: the runtime calls this when a result leaves the pipeline.
     *
     * @param callPrincipal null if the caller has said none
     */
    public WebhookResult inCall(String callCorrelationId, String callPrincipal) {
        return new WebhookResult(records, deliveryId, reply, callCorrelationId, callPrincipal);
    }

    /** The same result with other records. */
    public WebhookResult withRecords(List<ConnectorRecord> others) {
        return new WebhookResult(others, deliveryId, reply, correlationId, principal);
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

    /** The correlation id of the call that has received it; empty if the result has not come through the runtime. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /** Who made that call, as the caller has said. */
    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }
}
