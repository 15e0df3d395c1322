package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One call: whose it is, when it must have ended, and what the watchdog needs to end it. All but the latter is for the
 * call's own thread.
 *
 * <p>Whether the thread may be interrupted is one number, so that an interrupt never reaches a caller whose call has
 * returned: RUNNING becomes either ENDED, or INTERRUPTING and then INTERRUPTED, once or again, and the end of a call
 * waits for the latter, makes it ENDED and takes the interrupt back. A thread that somebody else has interrupted is not
 * interrupted once more: it is FOUND so, and that interrupt stays for the caller to see. What comes after our own does not:
 * a thread knows only that it was interrupted, not by how many.
 */
final class CallScope {
    private static final AtomicIntegerFieldUpdater<CallScope> STATE =
            AtomicIntegerFieldUpdater.newUpdater(CallScope.class, "state");

    private static final int AGAIN_MILLIS = 1_000;
    private static final Duration CLOCK_MOVED = Duration.ofSeconds(1);

    private static final int RUNNING = 0;
    private static final int INTERRUPTING = 1;
    private static final int INTERRUPTED = 2;
    private static final int FOUND = 3;
    private static final int ENDED = 4;

    private final Caller caller;
    private final CallKind kind;
    private final String correlationId;
    private final long timeoutNanos;
    private final Time time;
    private final long startedAt;
    /** Null if nobody listens. */
    private final CallTrail trail;

    private final Thread thread = Thread.currentThread();
    private volatile int state;
    /** Only by the watchdog; in milliseconds, of which differences count. */
    private int interruptedAt;

    private volatile boolean abandoned;
    private Instant deadline;
    /** Few bits, as its neighbour: so they take no more of the memory than one number. */
    private short place;
    /** Made when the first attempt does not succeed: most do. */
    private CallHistory history;

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
        this.timeoutNanos = timeout.toNanos();
        this.time = time;
        this.startedAt = startedAt;
        this.trail = trail;
    }

    InstanceId id() {
        return caller.id();
    }

    String tenant() {
        return caller.tenant();
    }

    CallKind kind() {
        return kind;
    }

    /** Null if the caller says none. */
    String principal() {
        return caller.principal();
    }

    String correlationId() {
        return correlationId;
    }

    Duration timeout() {
        return Duration.ofNanos(timeoutNanos);
    }

    Time time() {
        return time;
    }

    /** By its {@link #time}. */
    long startedAt() {
        return startedAt;
    }

    long elapsedNanos() {
        return time.nanos() - startedAt;
    }

    /** Until the deadline; not less than 0. */
    long leftNanos() {
        return Math.max(0, timeoutNanos - elapsedNanos());
    }

    boolean isOverdue() {
        return elapsedNanos() >= timeoutNanos;
    }

    /** Told anew when the clock of the system was set: what is left by the old one would be too little, or too much. */
    Instant deadlineAt(Instant now) {
        Instant present = now.plusNanos(leftNanos());
        if (deadline == null || Duration.between(deadline, present).abs().compareTo(CLOCK_MOVED) > 0) {
            deadline = present;
        }
        return deadline;
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
        place = (short) found;
    }

    /** Which of its attempts is the present one, from 1. */
    int number() {
        return history == null ? 1 : history.number();
    }

    /** What has become of its attempts so far; asked only when one has failed. */
    CallHistory history() {
        if (history == null) {
            history = new CallHistory();
        }
        return history;
    }

    /** Whether a failure is the connector's, or of what it calls: neither a limit's nor that of a caller in a hurry. */
    boolean isToBlame(ConnectorException failure) {
        return !abandoned && history().isToBlame(failure) && (wasInterrupted() || !thread.isInterrupted());
    }

    /** By the caller, who has left; that the call has failed was counted then, and its end is not. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** The same failure as one of this call. */
    ConnectorException told(ConnectorException failure) {
        return failure.inCall(id(), correlationId, principal());
    }

    Thread thread() {
        return thread;
    }

    boolean wasInterrupted() {
        int present = state;
        return present == INTERRUPTING || present == INTERRUPTED || present == FOUND;
    }

    /** By the watchdog, past the deadline; and again each second, because code that it calls may swallow an interrupt. */
    void interrupt() {
        int now = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        int before = state;
        boolean due =
                before == RUNNING || (before == INTERRUPTED || before == FOUND) && now - interruptedAt > AGAIN_MILLIS;
        if (due && STATE.compareAndSet(this, before, INTERRUPTING)) {
            interruptedAt = now;
            if (before != INTERRUPTED && thread.isInterrupted()) {
                state = FOUND;
            } else {
                thread.interrupt();
                state = INTERRUPTED;
            }
        }
    }

    /** By the call's own thread, when the connector has returned. */
    void end() {
        if (STATE.compareAndSet(this, RUNNING, ENDED)) {
            return;
        }
        int last = state;
        while (last == INTERRUPTING || !STATE.compareAndSet(this, last, ENDED)) {
            Thread.onSpinWait();
            last = state;
        }
        if (last == INTERRUPTED) {
            Thread.interrupted();
        }
    }
}
