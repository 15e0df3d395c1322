package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.event.Endpoint;
import dev.patchbay.registry.lifecycle.TimedCall;
import dev.patchbay.registry.mapping.RecordMapping;
import dev.patchbay.registry.resilience.Limits;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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

    /** Of requests that change nothing where they go. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "SELECT");

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
    private final Time time;
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
    private int attempt = 1;
    private boolean renewed;
    private boolean touched;
    private ConnectorException lastFailure;
    private boolean repeatable;
    private boolean blamed;
    // Of this attempt, the latest.
    private Limits limits;
    private long attemptAt;
    private int requestsBefore;
    private int requestsToConnect;
    private int changes;
    private boolean prepaid;
    private boolean begun;
    /** Only by the watchdog. */
    private long interruptedAt;

    /**
     * On the thread that makes the call.
     *
     * @param timeout not more than a year
     * @param startedAt from when on it counts, by the time
     * @param trail null if nobody listens
     */
    CallScope(
            Caller caller,
            CallKind kind,
            String correlationId,
            Duration timeout,
            Time time,
            long startedAt,
            CallTrail trail) {
        this.caller = caller;
        this.kind = kind;
        this.correlationId = correlationId;
        this.timeout = timeout;
        this.timeoutNanos = timeout.toNanos();
        this.time = time;
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
        attemptAt = time.nanos();
    }

    /** As {@link #again}, with secrets that have changed: not one of the attempts that settings allow. */
    void againRenewed() {
        touched |= changes > 1;
        renewed = true;
        again();
    }

    boolean isRenewed() {
        return renewed;
    }

    /** How many of its attempts count for {@code retry.max.attempts}. */
    int tries() {
        return renewed ? attempt - 1 : attempt;
    }

    /** When this attempt began, by its {@link #time}. */
    long attemptAt() {
        return attemptAt;
    }

    /** How long this attempt has taken, without what it has waited for before. */
    long attemptNanos(long now) {
        return now - attemptAt;
    }

    /** The attempt has succeeded; the end of the call is told to have been then, which saves a look at the clock. */
    void succeeded(long now) {
        if (trail != null) {
            trail.succeeded(now);
        }
    }

    /** This attempt has waited for a limit. */
    void waited() {
        if (!begun) {
            attemptAt = time.nanos();
        }
    }

    /** An attempt begins within these limits; it may begin several times before the connector is called. */
    void use(Limits present) {
        limits = present;
        requestsBefore = requests;
        requestsToConnect = 0;
        changes = 0;
        prepaid = false;
        repeatable = false;
        begun = false;
    }

    Limits limits() {
        return limits;
    }

    Time time() {
        return time;
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public void request(String method, String endpoint) {
        if (isOverdue()) {
            throw timedOut(null);
        }
        Admission.request(this);
        requests++;
        if (kind.writes() && !SAFE.contains(method)) {
            changes++;
        }
        if (trail != null) {
            trail.requested(attempt, method, endpoint, time.nanos());
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug("'{}': request {} {}", id(), method, Endpoint.plain(endpoint));
        }
    }

    /** By the watchdog, of a call that lasts. */
    void tellBeginning() {
        if (trail != null) {
            trail.tellBeginning();
        }
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
            trail.attempted(time.nanos(), failure, retryIn);
        }
    }

    /** The connector is about to be called, after whatever connecting took. */
    void begin(RecordMapping recordMapping) {
        mapping = recordMapping;
        requestsToConnect = requestsInAttempt();
        changes = 0;
        begun = true;
    }

    /** A request of this attempt is counted already; the first that the connector announces is that one. */
    void prepay() {
        prepaid = true;
    }

    /** Whether one was counted before and not announced yet; it is now. */
    boolean usePrepaid() {
        boolean used = prepaid;
        prepaid = false;
        return used;
    }

    /** How many announced requests of this attempt may have changed something, those for connecting not counted. */
    int changes() {
        return changes;
    }

    /** Whether surely nothing of the call was applied by attempts that have failed. */
    boolean isUntouched() {
        return !touched;
    }

    /** An attempt has failed, and may have been applied all the same. */
    void touch(boolean mayHaveBeenApplied) {
        touched |= mayHaveBeenApplied;
    }

    /**
     * An attempt was made and has failed.
     *
     * @param blame whether that tells something of the connector, or of what it calls
     */
    void failed(ConnectorException failure, boolean mayRepeat, boolean blame) {
        lastFailure = failure;
        repeatable = mayRepeat;
        blamed = blame;
    }

    /** Whether the latest failure tells something of the connector, or of what it calls. */
    boolean isBlamed() {
        return blamed;
    }

    /** What the latest attempt that reached the connector has failed with; null if none has failed. */
    ConnectorException lastFailure() {
        return lastFailure;
    }

    /** Whether this attempt was made, and what it failed with may be another time. */
    boolean isRepeatable() {
        return repeatable;
    }

    /** Whether a failure is the connector's, or of what it calls: neither a limit's nor that of a caller who gave up. */
    boolean isToBlame(ConnectorException failure) {
        return failure == lastFailure && blamed && (wasInterrupted() || !thread.isInterrupted());
    }

    /** Whether the connector was called in this attempt. */
    boolean hasBegun() {
        return begun;
    }

    /** Of the connector version on which the attempt runs. */
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

    /** How many of them in this attempt. */
    int requestsInAttempt() {
        return requests - requestsBefore;
    }

    /** How many of those were not for connecting. */
    int requestsSinceBegun() {
        return requestsInAttempt() - requestsToConnect;
    }

    long elapsedNanos() {
        return time.nanos() - startedAt;
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
    ConnectorException timedOutUnknown(Throwable cause) {
        return new ConnectorException(
                ErrorCode.OUTCOME_UNKNOWN,
                "'" + id() + "': " + kind.operation() + " had not ended after timeout=" + text(timeout)
                        + " and may have been applied; look at the external system before you repeat it",
                cause);
    }

    /** A write that had begun and failed so that nobody knows what has become of it. */
    ConnectorException unknownOutcome(ConnectorException failure) {
        return new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "'" + id() + "': " + kind.operation() + " may have been applied, though it failed with "
                                + failure.code() + " (" + failure.getMessage()
                                + "); look at the external system before you repeat it",
                        failure)
                .causedBy(failure.failureCause().orElse(null));
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
