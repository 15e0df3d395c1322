package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Page;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.registry.event.Audience;
import dev.patchbay.registry.event.RequestedCall;
import dev.patchbay.registry.event.StartedCall;
import java.time.Duration;
import org.osgi.framework.Version;

/**
 * What one call tells those who listen: one beginning, one end, nothing after it. An isolated call may go on when its
 * caller has given up; then two threads have something to tell, and only then is there a lock.
 */
final class CallTrail {
    private final Audience audience;
    private final StartedCall facts;
    private boolean shared;
    private Version version;
    private RequestedCall last;
    private int attempts;
    private long attemptAt;
    /** Whether an attempt has begun of which nothing was told yet. */
    private boolean attempting;

    private int requests;
    private boolean over;

    private CallTrail(Audience audience, StartedCall facts) {
        this.audience = audience;
        this.facts = facts;
    }

    /** Tells the beginning. */
    static CallTrail begin(Audience audience, Caller caller, CallKind kind, String correlationId, long startedAt) {
        return new CallTrail(
                audience,
                audience.started(
                        caller.id(), kind.operation(), correlationId, caller.tenant(), caller.principal(), startedAt));
    }

    /** Another thread than the caller's is about to make the call. */
    void share() {
        shared = true;
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
     * @param retryIn null if no other follows
     */
    void attempted(ConnectorException failure, Duration retryIn) {
        if (shared) {
            synchronized (this) {
                tellAttempt(failure, retryIn);
            }
        } else {
            tellAttempt(failure, retryIn);
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

    /** @param failure what the caller gets; null if that is the result */
    void ended(Object result, ConnectorException failure) {
        if (shared) {
            synchronized (this) {
                tellEnd(result, failure);
            }
        } else {
            tellEnd(result, failure);
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

    private void tellAttempt(ConnectorException failure, Duration retryIn) {
        if (!over && attempting) {
            attempting = false;
            audience.attempted(facts, attempts, version, System.nanoTime() - attemptAt, failure, retryIn);
        }
    }

    private void tellRequest(int attempt, String method, String endpoint, long nanos) {
        if (!over) {
            requests++;
            last = audience.requested(facts, attempt, method, endpoint, nanos);
        }
    }

    private void tellEnd(Object result, ConnectorException failure) {
        if (!over) {
            over = true;
            long now = System.nanoTime();
            long lastAttempt = attempting ? now - attemptAt : Audience.TOLD;
            audience.ended(facts, version, attempts, lastAttempt, requests, last, now, records(result), failure);
        }
    }

    private static int records(Object result) {
        if (result instanceof Page page) {
            return page.records().size();
        }
        if (result instanceof PushResult pushed) {
            return pushed.accepted();
        }
        return result instanceof WebhookResult received ? received.records().size() : 0;
    }
}
