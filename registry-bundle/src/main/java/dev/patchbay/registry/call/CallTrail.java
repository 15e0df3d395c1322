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

    /** An attempt begins that reaches a connector. */
    void attempt(Version reached) {
        if (shared) {
            synchronized (this) {
                tryNext(reached);
            }
        } else {
            tryNext(reached);
        }
    }

    /** What was reached had gone before anything was asked of it. */
    void unreached() {
        if (shared) {
            synchronized (this) {
                attempts--;
            }
        } else {
            attempts--;
        }
    }

    /**
     * @param failure null if it succeeded
     * @param retryIn null if it was the last
     */
    void attempted(long tookNanos, ConnectorException failure, Duration retryIn) {
        if (shared) {
            synchronized (this) {
                tellAttempt(tookNanos, failure, retryIn);
            }
        } else {
            tellAttempt(tookNanos, failure, retryIn);
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
    void ended(long tookNanos, Object result, ConnectorException failure) {
        if (shared) {
            synchronized (this) {
                tellEnd(tookNanos, result, failure);
            }
        } else {
            tellEnd(tookNanos, result, failure);
        }
    }

    private void tryNext(Version reached) {
        attempts++;
        version = reached;
    }

    private void tellAttempt(long tookNanos, ConnectorException failure, Duration retryIn) {
        if (!over) {
            audience.attempted(facts, attempts, version, tookNanos, failure, retryIn);
        }
    }

    private void tellRequest(int attempt, String method, String endpoint, long nanos) {
        if (!over) {
            requests++;
            last = audience.requested(facts, attempt, method, endpoint, nanos);
        }
    }

    private void tellEnd(long tookNanos, Object result, ConnectorException failure) {
        if (!over) {
            over = true;
            audience.ended(facts, version, attempts, requests, last, tookNanos, records(result), failure);
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
