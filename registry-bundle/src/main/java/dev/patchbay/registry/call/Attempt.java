package dev.patchbay.registry.call;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.event.Endpoint;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.TimedCall;
import dev.patchbay.registry.mapping.RecordMapping;
import dev.patchbay.registry.resilience.Limits;
import dev.patchbay.spi.CallContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of a call: what the connector sees of it, and what it has done so far. For the call's own thread. */
public final class Attempt implements TimedCall {
    private static final Logger LOG = LoggerFactory.getLogger(CallPipeline.class);

    /** Of requests that change nothing where they go; {@link CallContext#request} names them. */
    private static final Set<String> SAFE =
            Set.of("GET", "HEAD", "OPTIONS", "SELECT", "METADATA", "LOGIN", "EHLO", "NOOP");

    private final CallScope call;
    private final ConnectorSlot slot;
    private final Limits limits;
    private long startedAt;
    private boolean asked;
    private int requests;
    private int changes;
    private boolean prepaid;
    private boolean begun;
    private boolean repeatable;

    /**
     * @param slot where it goes
     * @param limits within which it begins
     * @param startedAt by the time of its call
     */
    Attempt(CallScope call, ConnectorSlot slot, Limits limits, long startedAt) {
        this.call = call;
        this.slot = slot;
        this.limits = limits;
        this.startedAt = startedAt;
    }

    @Override
    public InstanceId id() {
        return call.id();
    }

    @Override
    public String tenant() {
        return call.tenant();
    }

    @Override
    public Optional<String> principal() {
        return Optional.ofNullable(call.principal());
    }

    @Override
    public String correlationId() {
        return call.correlationId();
    }

    @Override
    public String traceparent() {
        return TraceParent.of(call.correlationId());
    }

    @Override
    public Map<String, String> headers() {
        return OutgoingHeaders.of(call, slot.settings().common().principalHeader());
    }

    @Override
    public Instant deadline() {
        return call.deadlineAt(Instant.now());
    }

    @Override
    public long leftNanos() {
        return call.leftNanos();
    }

    @Override
    public int attempt() {
        return call.number();
    }

    @Override
    public void request(String method, String endpoint) {
        if (call.isOverdue()) {
            throw Admission.late(this);
        }
        Admission.request(this);
        asked = true;
        requests++;
        if (call.kind().writes() && !SAFE.contains(method)) {
            changes++;
        }
        AttemptTrail.requested(this, method, endpoint);
        if (LOG.isDebugEnabled()) {
            LOG.debug("'{}': request {} {}", id(), method, Endpoint.plain(endpoint));
        }
    }

    CallScope call() {
        return call;
    }

    ConnectorSlot slot() {
        return slot;
    }

    Limits limits() {
        return limits;
    }

    /** By the time of its call. */
    long startedAt() {
        return startedAt;
    }

    /** How long it has taken, without what it has waited for before. */
    long nanos(long now) {
        return now - startedAt;
    }

    /** It has waited for a limit. */
    void waited() {
        if (!begun) {
            startedAt = call.time().nanos();
        }
    }

    /** The connector is about to be called, after whatever connecting took. */
    void begin() {
        requests = 0;
        changes = 0;
        begun = true;
    }

    /** Whether the connector was called. */
    boolean hasBegun() {
        return begun;
    }

    /** What it has failed with may be another time, and doing it twice does no harm. */
    void mayRepeat() {
        repeatable = true;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    /** A request is counted already; the first that the connector announces is that one. */
    void prepay() {
        prepaid = true;
    }

    /** Whether one was counted before and not announced yet; it is now. */
    boolean usePrepaid() {
        boolean used = prepaid;
        prepaid = false;
        return used;
    }

    /** Whether any request was announced, be it for connecting. */
    boolean hasAsked() {
        return asked;
    }

    /** How many requests the connector has announced, those for connecting not counted. */
    int requests() {
        return requests;
    }

    /** How many of these may have changed something. */
    int changes() {
        return changes;
    }

    /** Of the connector version on which it runs. */
    int majorVersion() {
        return slot.version().version().getMajor();
    }

    /** By the settings of now. */
    RecordMapping mapping() {
        return slot.settings().common().mapping();
    }
}
