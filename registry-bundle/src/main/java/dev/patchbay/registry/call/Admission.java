package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.resilience.ConcurrentCalls;
import dev.patchbay.registry.resilience.Limits;
import dev.patchbay.registry.resilience.RequestRate;
import java.time.Duration;

/**
 * Where a call waits for what the limits of its instance give. Each wait ends by the call's deadline, one that would be
 * longer does not begin, and whoever interrupts the caller ends it too.
 */
final class Admission {
    private Admission() {}

    /** Waits until the external system may be asked and one call more may be under way; the call is, from then on. */
    static void enter(CallScope call) {
        if (!call.kind().asks()) {
            takePlace(call);
            return;
        }
        Limits limits = call.limits();
        awaitPause(call);
        takePlace(call);
        while (limits.pause().leftNanos() > 0) {
            // It has come while we were waiting; nobody waits for that in another's place.
            limits.calls().leave();
            awaitPause(call);
            takePlace(call);
        }
    }

    /** Before a request that the connector announces. */
    static void request(CallScope call) {
        RequestRate rate = call.limits().rate();
        rate.announced();
        awaitPause(call);
        if (rate.isLimited() && !call.usePrepaid()) {
            take(call, rate);
            awaitPause(call);
        }
    }

    /** Before an attempt of a connector that has never announced a request: as far as anybody knows it makes one. */
    static void attempt(CallScope call) {
        RequestRate rate = call.limits().rate();
        if (call.kind().asks() && rate.countsAttempts()) {
            take(call, rate);
            call.prepay();
        }
    }

    /** Waits out what the external system has asked for. */
    static void awaitPause(CallScope call) {
        for (long left = pause(call); left > 0; left = pause(call)) {
            if (left >= call.leftNanos()) {
                throw refused(
                        call,
                        ConnectorException.rateLimited(
                                "'" + call.id() + "': the external system has asked to wait for another " + text(left)
                                        + ", which is longer than the rest of " + timeout(call) + "; call again then",
                                Duration.ofNanos(left)));
            }
            sleep(call, left);
        }
    }

    /** @throws ConnectorException with TIMED_OUT if it is interrupted, which then is still to be seen of the thread */
    static void sleep(CallScope call, long nanos) {
        try {
            call.time().sleep(nanos);
            call.waited();
        } catch (InterruptedException interrupted) {
            throw interrupted(call, interrupted);
        }
    }

    private static long pause(CallScope call) {
        return call.limits().pause().leftNanos();
    }

    private static void take(CallScope call, RequestRate rate) {
        if (rate.takeNow()) {
            return;
        }
        long wait = rate.take(call.leftNanos());
        if (wait < 0) {
            long next = rate.nextNanos();
            throw refused(
                    call,
                    ConnectorException.rateLimited(
                            "'" + call.id() + "': rate.limit.per.minute="
                                    + rate.perMinute().orElse(0)
                                    + " allows the next request in " + text(next)
                                    + ", which is longer than the rest of " + timeout(call)
                                    + "; call again then, or raise it",
                            Duration.ofNanos(next)));
        }
        if (wait > 0) {
            sleep(call, wait);
        }
    }

    private static void takePlace(CallScope call) {
        ConcurrentCalls calls = call.limits().calls();
        if (calls.enter()) {
            return;
        }
        try {
            if (calls.enterWithin(call.leftNanos())) {
                call.waited();
                return;
            }
        } catch (InterruptedException interrupted) {
            if (!call.wasInterrupted()) {
                throw interrupted(call, interrupted);
            }
            Thread.currentThread().interrupt();
        }
        throw refused(
                call,
                new ConnectorException(
                        ErrorCode.RATE_LIMITED,
                        "'" + call.id() + "': max.concurrent.calls=" + calls.most()
                                + " were under way, and none ended for this one within " + timeout(call)
                                + "; call again later, or raise it"));
    }

    private static ConnectorException interrupted(CallScope call, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return refused(
                call,
                call.wasInterrupted() ? call.timedOut(interrupted) : call.interruptedByOthers(false, interrupted));
    }

    /** As one of this call, so that nobody takes it for a word of the external system. */
    private static ConnectorException refused(CallScope call, ConnectorException refusal) {
        ConnectorException told =
                call.isUntouched() && call.changes() == 0 ? refusal.unapplied() : Repeats.applied(refusal);
        return told.inCall(call.id(), call.correlationId());
    }

    private static String timeout(CallScope call) {
        return "timeout=" + CallScope.text(call.timeout());
    }

    /** Rounded up: who comes back then is not too early. */
    static String text(long nanos) {
        Duration whole = Duration.ofMillis((nanos + 999_999) / 1_000_000);
        return CallScope.text(
                whole.toSeconds() < 10
                        ? whole
                        : Duration.ofSeconds(whole.plusMillis(999).toSeconds()));
    }
}
