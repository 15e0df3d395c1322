package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import java.time.Duration;

/** What an attempt tells those who listen to its call, if anybody does. */
final class AttemptTrail {
    private AttemptTrail() {}

    /** It has a connector, and runs on its version as a whole. */
    static void reached(Attempt attempt) {
        CallTrail trail = attempt.call().trail();
        if (trail != null) {
            trail.attempt(attempt.slot().version().version(), attempt.startedAt());
        }
    }

    /** The connector had gone before anything was asked of it: this was no attempt. */
    static void unreached(Attempt attempt) {
        CallTrail trail = attempt.call().trail();
        if (trail != null) {
            trail.unreached();
        }
    }

    static void requested(Attempt attempt, String method, String endpoint) {
        CallTrail trail = attempt.call().trail();
        if (trail != null) {
            trail.requested(
                    attempt.attempt(), method, endpoint, attempt.call().time().nanos());
        }
    }

    /** It has succeeded; the end of the call is told to have been then, which saves a look at the clock. */
    static void succeeded(Attempt attempt, long now) {
        CallTrail trail = attempt.call().trail();
        if (trail != null) {
            trail.succeeded(now);
        }
    }

    /**
     * It has failed.
     *
     * @param failure without secrets
     * @param retryIn null if it was the last
     */
    static void failed(Attempt attempt, ConnectorException failure, Duration retryIn) {
        CallTrail trail = attempt.call().trail();
        if (trail != null) {
            trail.attempted(attempt.call().time().nanos(), failure, retryIn);
        }
    }
}
