package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.registry.event.Audience;
import dev.patchbay.registry.event.RequestedCall;
import dev.patchbay.registry.event.StartedCall;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.osgi.framework.Version;

/**
 * What one call tells those who listen: one beginning, one end, nothing after it. An isolated call may go on when its
 * caller has given up; then two threads have something to tell, and only then is there a lock.
 */
final class CallTrail {
    private static final int UNTOLD = 0;
    private static final int TELLING = 1;
    private static final int TOLD = 2;
    private static final AtomicIntegerFieldUpdater<CallTrail> BEGINNING =
            AtomicIntegerFieldUpdater.newUpdater(CallTrail.class, "beginning");

    private final Audience audience;
    private final StartedCall facts;
    private volatile int beginning;
    private boolean shared;
    private Version version;
    private RequestedCall last;
    private int attempts;
    private long attemptAt;
    /** Whether an attempt has begun of which nothing was told yet. */
    private boolean attempting;

    private int requests;
    private boolean over;
    private long succeededAt;
    private boolean hasSucceeded;

    private CallTrail(Audience audience, StartedCall facts) {
        this.audience = audience;
        this.facts = facts;
    }

    /** Of a call that begins now; the beginning is told by whatever comes next. */
    static CallTrail of(Audience audience, Caller caller, CallKind kind, String correlationId, long startedAt) {
        return new CallTrail(
                audience,
                audience.call(
                        caller.id(), kind.operation(), correlationId, caller.tenant(), caller.principal(), startedAt));
    }

    /** Another thread than the caller's is about to make the call. */
    void share() {
        shared = true;
        tellBeginning();
    }

    /**
     * Tells the beginning, once, whoever is first: the call when it has something else to tell, or the watchdog when the
     * call lasts. Of a call that is over at once, the end tells it too, and nothing else is put into any queue.
     */
    void tellBeginning() {
        if (beginning == UNTOLD && BEGINNING.compareAndSet(this, UNTOLD, TELLING)) {
            audience.started(facts);
            beginning = TOLD;
        }
        awaitBeginning();
    }

    /** Nothing is told before the beginning; it takes whoever is at it some nanoseconds. */
    private void awaitBeginning() {
        while (beginning == TELLING) {
            Thread.yield();
        }
    }

    /**
     * An attempt begins that reaches a connector.
     *
     * @param startedAt when it began, by {@link System#nanoTime}
     */
    void attempt(Version reached, long startedAt) {
        if (shared) {
            synchronized (this) {
                begin(reached, startedAt);
            }
        } else {
            begin(reached, startedAt);
        }
    }

    /** What was reached had gone before anything was asked of it. */
    void unreached() {
        if (shared) {
            synchronized (this) {
                takeBack();
            }
        } else {
            takeBack();
        }
    }

    /**
     * The attempt has failed; of one that has not, the end tells.
     *
     * @param now by the time with which the call began
     * @param retryIn null if no other follows
     */
    void attempted(long now, ConnectorException failure, Duration retryIn) {
        if (shared) {
            synchronized (this) {
                tellAttempt(now, failure, retryIn);
            }
        } else {
            tellAttempt(now, failure, retryIn);
        }
    }

    void requested(int attempt, String method, String endpoint, long nanos) {
        if (shared) {
            synchronized (this) {
                tellRequest(attempt, method, endpoint, nanos);
            }
        } else {
            tellRequest(attempt, method, endpoint, nanos);
        }
    }

    /** The attempt has succeeded, and with it the call, unless something is still to come. */
    void succeeded(long now) {
        succeededAt = now;
        hasSucceeded = true;
    }

    /** When the call has ended with a result, if that is known; the time is asked otherwise. */
    long end(Time time) {
        return hasSucceeded && !shared ? succeededAt : time.nanos();
    }

    /**
     * @param now by the time with which it began
     * @param failure what the caller gets; null if that is the result
     */
    void ended(long now, Object result, ConnectorException failure) {
        if (shared) {
            synchronized (this) {
                tellEnd(now, result, failure);
            }
        } else {
            tellEnd(now, result, failure);
        }
    }

    private void begin(Version reached, long startedAt) {
        attempts++;
        version = reached;
        attemptAt = startedAt;
        attempting = true;
    }

    private void takeBack() {
        attempts--;
        attempting = false;
    }

    private void tellAttempt(long now, ConnectorException failure, Duration retryIn) {
        if (!over && attempting) {
            attempting = false;
            tellBeginning();
            audience.attempted(facts, attempts, version, now - attemptAt, failure, retryIn);
        }
    }

    private void tellRequest(int attempt, String method, String endpoint, long nanos) {
        if (!over) {
            requests++;
            tellBeginning();
            last = audience.requested(facts, attempt, method, endpoint, nanos);
        }
    }

    private void tellEnd(long now, Object result, ConnectorException failure) {
        if (!over) {
            over = true;
            boolean withBeginning = BEGINNING.compareAndSet(this, UNTOLD, TOLD);
            awaitBeginning();
            long lastAttempt = attempting ? now - attemptAt : Audience.TOLD;
            audience.ended(
                    facts,
                    withBeginning,
                    version,
                    attempts,
                    lastAttempt,
                    requests,
                    last,
                    now,
                    Records.in(result),
                    failure);
        }
    }
}
