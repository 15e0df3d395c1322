package dev.patchbay.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What became of a batch of pushed records. */
public final class PushResult {
    private final int accepted;
    private final List<String> ids;
    private final List<Rejection> rejections;
    private final String correlationId;
    private final String principal;

    private PushResult(
            int accepted, List<String> ids, List<Rejection> rejections, String correlationId, String principal) {
        this.accepted = accepted;
        this.ids = List.copyOf(ids);
        this.rejections = List.copyOf(rejections);
        this.correlationId = correlationId;
        this.principal = principal;
    }

    /** All were taken. */
    public static PushResult accepted(int count) {
        return new PushResult(count, List.of(), List.of(), null, null);
    }

    /** All were taken; {@code ids} are those that the external system gave, in the order of the records. */
    public static PushResult accepted(List<String> ids) {
        return new PushResult(ids.size(), ids, List.of(), null, null);
    }

    /** Some were taken; {@code rejections} names every other one. */
    public static PushResult partly(int accepted, List<Rejection> rejections) {
        return new PushResult(accepted, List.of(), rejections, null, null);
    }

    /**
     * The same result, told as one of a call: the runtime calls this when a result leaves the pipeline.
     *
     * @param callPrincipal null if the caller has said none
     */
    public PushResult inCall(String callCorrelationId, String callPrincipal) {
        return new PushResult(accepted, ids, rejections, callCorrelationId, callPrincipal);
    }

    /** How many records the external system has taken. */
    public int accepted() {
        return accepted;
    }

    /** The ids given to new records, in the order of the records; empty if the external system tells none. */
    public List<String> ids() {
        return ids;
    }

    public List<Rejection> rejections() {
        return rejections;
    }

    /** The correlation id of the call that has pushed; empty if the result has not come through the runtime. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /** Who made that call, as the caller has said. */
    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }

    /** One record that was not taken, and why. */
    public static final class Rejection {
        private final int index;
        private final ErrorCode code;
        private final String message;

        private Rejection(int index, ErrorCode code, String message) {
            this.index = index;
            this.code = Objects.requireNonNull(code, "code");
            this.message = Objects.requireNonNull(message, "message");
        }

        public static Rejection of(int index, ErrorCode code, String message) {
            return new Rejection(index, code, message);
        }

        /** The record's place in the batch, from 0. */
        public int index() {
            return index;
        }

        public ErrorCode code() {
            return code;
        }

        public String message() {
            return message;
        }
    }
}
