package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.event.Endpoint;
import dev.patchbay.registry.lifecycle.TimedCall;
import dev.patchbay.registry.mapping.RecordMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call: what the connector sees of it, and what the watchdog needs to end it.
 *
 * <p>Whether the thread may be interrupted is one number, so that an interrupt never reaches a caller whose call has
 * returned: RUNNING becomes either ENDED, or INTERRUPTING and then INTERRUPTED, once or again, and the end of a call
 * waits for the latter, makes it ENDED and takes the interrupt back.
 */
public final class CallScope implements TimedCall {
    private static final Logger LOG = LoggerFactory.getLogger(CallScope.class);
    private static final AtomicIntegerFieldUpdater<CallScope> STATE =
            AtomicIntegerFieldUpdater.newUpdater(CallScope.class, "state");

    private static final long AGAIN = TimeUnit.SECONDS.toNanos(1);
    private static final Duration CLOCK_MOVED = Duration.ofSeconds(1);

    private static final int RUNNING = 0;
    private static final int INTERRUPTING = 1;
    private static final int INTERRUPTED = 2;
    private static final int ENDED = 3;

    private final Caller caller;
    private final CallKind kind;
    private final String correlationId;
    private final Duration timeout;
    private final long timeoutNanos;
    private final long startedAt;
    /** Null if nobody listens. */
    private final CallTrail trail;

    private final Thread thread = Thread.currentThread();
    private volatile int state;
    private Instant deadline;
    private int place;
    private int majorVersion;
    private RecordMapping mapping = RecordMapping.NONE;
    private int requests;
    private int requestsToConnect;
    private int attempt = 1;
    private long attemptAt;
    private boolean begun;
    /** Only by the watchdog. */
    private long interruptedAt;

    /**
     * On the thread that makes the call.
     *
     * @param timeout not more than a year
     * @param startedAt from when on it counts, by {@link System#nanoTime}
     * @param trail null if nobody listens
     */
    CallScope(Caller caller, CallKind kind, String correlationId, Duration timeout, long startedAt, CallTrail trail) {
        this.caller = caller;
        this.kind = kind;
        this.correlationId = correlationId;
        this.timeout = timeout;
        this.timeoutNanos = timeout.toNanos();
        this.startedAt = startedAt;
        this.attemptAt = startedAt;
        this.trail = trail;
    }

    @Override
    public InstanceId id() {
        return caller.id();
    }

    @Override
    public String tenant() {
        return caller.tenant();
    }

    CallKind kind() {
        return kind;
    }

    @Override
    public Optional<String> principal() {
        return Optional.ofNullable(caller.principal());
    }

    String principalOrNull() {
        return caller.principal();
    }

    @Override
    public String correlationId() {
        return correlationId;
    }

    @Override
    public String traceparent() {
        return TraceParent.of(correlationId);
    }

    @Override
    public Instant deadline() {
        return deadlineAt(Instant.now());
    }

    /** Told anew when the clock of the system was set: what is left by the old one would be too little, or too much. */
    Instant deadlineAt(Instant now) {
        Instant present = now.plusNanos(leftNanos());
        if (deadline == null || Duration.between(deadline, present).abs().compareTo(CLOCK_MOVED) > 0) {
            deadline = present;
        }
        return deadline;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    /** The next attempt begins, within the same deadline. */
    void again() {
        attempt++;
        attemptAt = System.nanoTime();
    }

    /** When this attempt began, by {@link System#nanoTime}. */
    long attemptAt() {
        return attemptAt;
    }

    @Override
    public void request(String method, String endpoint) {
        if (isOverdue()) {
            throw timedOut(null);
        }
        requests++;
        if (trail != null) {
            trail.requested(attempt, method, endpoint, System.nanoTime());
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug("'{}': request {} {}", id(), method, Endpoint.plain(endpoint));
        }
    }

    /** Null if nobody listens. */
    CallTrail trail() {
        return trail;
    }

    /** Where it stands among those that are under way. */
    int place() {
        return place;
    }

    void place(int found) {
        place = found;
    }

    /** An attempt begins that has a connector of this version; the whole attempt runs on it. */
    void reach(Version version) {
        majorVersion = version.getMajor();
        if (trail != null) {
            trail.attempt(version, attemptAt);
        }
    }

    /** The connector had gone before anything was asked of it: this was no attempt. */
    void unreached() {
        if (trail != null) {
            trail.unreached();
        }
    }

    /**
     * The attempt has ended. Of one that has succeeded the end of the call tells.
     *
     * @param failure without secrets; null if it succeeded
     * @param retryIn null if it was the last
     */
    void attempted(ConnectorException failure, Duration retryIn) {
        if (trail != null && failure != null) {
            trail.attempted(failure, retryIn);
        }
    }

    /** The connector is about to be called, after whatever connecting took. */
    void begin(RecordMapping recordMapping) {
        mapping = recordMapping;
        requestsToConnect = requests;
        begun = true;
    }

    /** Whether the connector was called at all. */
    boolean hasBegun() {
        return begun;
    }

    /** Of the connector version on which the call runs. */
    int majorVersion() {
        return majorVersion;
    }

    /** By the settings with which the connector is called. */
    RecordMapping mapping() {
        return mapping;
    }

    /** How many requests the connector has announced. */
    int requests() {
        return requests;
    }

    /** How many of them were not for connecting. */
    int requestsSinceBegun() {
        return requests - requestsToConnect;
    }

    long elapsedNanos() {
        return System.nanoTime() - startedAt;
    }

    @Override
    public long leftNanos() {
        return Math.max(0, timeoutNanos - elapsedNanos());
    }

    boolean isOverdue() {
        return elapsedNanos() >= timeoutNanos;
    }

    Thread thread() {
        return thread;
    }

    boolean wasInterrupted() {
        int present = state;
        return present == INTERRUPTING || present == INTERRUPTED;
    }

    /** By the watchdog, past the deadline; and again each second, because code that it calls may swallow an interrupt. */
    void interrupt() {
        long now = System.nanoTime();
        if (STATE.compareAndSet(this, RUNNING, INTERRUPTING)
                || now - interruptedAt > AGAIN && STATE.compareAndSet(this, INTERRUPTED, INTERRUPTING)) {
            interruptedAt = now;
            thread.interrupt();
            state = INTERRUPTED;
        }
    }

    /** By the call's own thread, when the connector has returned. */
    void end() {
        if (STATE.compareAndSet(this, RUNNING, ENDED)) {
            return;
        }
        while (!STATE.compareAndSet(this, INTERRUPTED, ENDED)) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }

    ConnectorException timedOut(Throwable cause) {
        return new ConnectorException(
                ErrorCode.TIMED_OUT,
                "'" + id() + "': " + kind.operation() + " had not ended after timeout=" + text(timeout)
                        + "; raise 'timeout' or look at the external system",
                cause);
    }

    /** As {@link #timedOut}, for a write that had begun: whoever repeats it may write twice. */
    ConnectorException unknownOutcome(Throwable cause) {
        return new ConnectorException(
                ErrorCode.OUTCOME_UNKNOWN,
                "'" + id() + "': " + kind.operation() + " had not ended after timeout=" + text(timeout)
                        + " and may have been applied; look at the external system before you repeat it",
                cause);
    }

    /** Not by the watchdog: by whoever called, or by the call in which this one is made, whose deadline has passed. */
    ConnectorException interruptedByOthers(boolean mayHaveBeenApplied, Throwable cause) {
        return mayHaveBeenApplied
                ? new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "'" + id() + "': " + kind.operation()
                                + " was interrupted by its caller and may have been applied;"
                                + " look at the external system before you repeat it",
                        cause)
                : new ConnectorException(
                        ErrorCode.TIMED_OUT,
                        "'" + id() + "': " + kind.operation() + " was interrupted by its caller; call again",
                        cause);
    }

    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
