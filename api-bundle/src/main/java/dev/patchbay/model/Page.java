package dev.patchbay.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a pull: its records, whether more are there now, and the cursor from which to go on.
 *
 * <p>A last page may still bear a cursor. It is the checkpoint of an incremental pull: handed in next time, it yields
 * only what has changed since.
 */
public final class Page {
    private final List<ConnectorRecord> records;
    private final String cursor;
    private final boolean more;
    private final String correlationId;
    private final String principal;

    private Page(List<ConnectorRecord> records, String cursor, boolean more, String correlationId, String principal) {
        this.records = List.copyOf(records);
        this.cursor = cursor;
        this.more = more;
        this.correlationId = correlationId;
        this.principal = principal;
    }

    /** A page after which more records are there, from {@code cursor} on. */
    public static Page of(List<ConnectorRecord> records, String cursor) {
        return new Page(records, Objects.requireNonNull(cursor, "cursor"), true, null, null);
    }

    /** The last page of a full pull. */
    public static Page last(List<ConnectorRecord> records) {
        return new Page(records, null, false, null, null);
    }

    /** The last page of an incremental pull; {@code checkpoint} is where the next one starts. */
    public static Page last(List<ConnectorRecord> records, String checkpoint) {
        return new Page(records, Objects.requireNonNull(checkpoint, "checkpoint"), false, null, null);
    }

    /** The same page with another spelling of its cursor. */
    public Page withCursor(String spelling) {
        return new Page(records, spelling, more, correlationId, principal);
    }

    /**
     * The same page, told as one of a call: the runtime calls this when a page leaves the pipeline.
     *
     * @param callPrincipal null if the caller has said none
     */
    public Page inCall(String callCorrelationId, String callPrincipal) {
        return new Page(records, cursor, more, callCorrelationId, callPrincipal);
    }

    /** As {@link #withCursor} and {@link #inCall(String, String)} together. */
    public Page inCall(String callCorrelationId, String callPrincipal, String spelling) {
        return new Page(records, spelling, more, callCorrelationId, callPrincipal);
    }

    /** The same page with other records. */
    public Page withRecords(List<ConnectorRecord> others) {
        return new Page(others, cursor, more, correlationId, principal);
    }

    public List<ConnectorRecord> records() {
        return records;
    }

    /** Opaque to callers; may be stored. */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** Whether another page is there now. */
    public boolean more() {
        return more;
    }

    /** The correlation id of the call that has brought it; empty if it has not come through the runtime. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /** Who made that call, as the caller has said. */
    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }
}
