package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
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
    static void enter(Attempt attempt) {
        if (!attempt.call().kind().asks()) {
            takePlace(attempt);
            return;
        }
        Limits limits = attempt.limits();
        awaitPause(attempt);
        takePlace(attempt);
        while (limits.pause().leftNanos() > 0) {
            // It has come while we were waiting; nobody waits for that in another's place.
            limits.calls().leave();
            awaitPause(attempt);
            takePlace(attempt);
        }
    }

    /** Before a request that the connector announces. */
    static void request(Attempt attempt) {
        RequestRate rate = attempt.limits().rate();
        rate.announced();
        awaitPause(attempt);
        if (rate.isLimited() && !attempt.usePrepaid()) {
            take(attempt, rate);
            awaitPause(attempt);
        }
    }

    /** Why a call past its deadline makes no request. */
    static ConnectorException late(Attempt attempt) {
        return refused(attempt, CallFailures.timedOut(attempt.call(), null));
    }

    /** Before an attempt of a connector that has never announced a request: as far as anybody knows it makes one. */
    static void attempt(Attempt attempt) {
        RequestRate rate = attempt.limits().rate();
        if (attempt.call().kind().asks() && rate.countsAttempts()) {
            take(attempt, rate);
            attempt.prepay();
        }
    }

    /** Waits out what the external system has asked for. */
    static void awaitPause(Attempt attempt) {
        for (long left = pause(attempt); left > 0; left = pause(attempt)) {
            if (left >= attempt.leftNanos()) {
                throw refused(
                        attempt,
                        ConnectorException.rateLimited(
                                "'" + attempt.id() + "': the external system has asked to wait for another "
                                        + text(left) + ", which is longer than the rest of "
                                        + Shortages.timeout(attempt)
                                        + "; call again then",
                                Duration.ofNanos(left)));
            }
            sleep(attempt, left);
        }
    }

    /** @throws ConnectorException with TIMED_OUT if it is interrupted, which then is still to be seen of the thread */
    static void sleep(Attempt attempt, long nanos) {
        try {
            attempt.call().time().sleep(nanos);
            attempt.waited();
        } catch (InterruptedException interrupted) {
            throw interrupted(attempt, interrupted);
        }
    }

    private static long pause(Attempt attempt) {
        return attempt.limits().pause().leftNanos();
    }

    private static void take(Attempt attempt, RequestRate rate) {
        RequestRate total = rate.total();
        if (total != rate) {
            if (total.nextNanos() > attempt.leftNanos()) {
                // Before a part of the share is spent in vain.
                throw refused(attempt, Shortages.ofRequests(attempt, total));
            }
            takeOne(attempt, rate);
        }
        takeOne(attempt, total);
    }

    private static void takeOne(Attempt attempt, RequestRate rate) {
        // Most need not wait, and so need not know for how long they could.
        long wait = rate.takeNow();
        if (wait < 0) {
            wait = rate.take(attempt.leftNanos());
        }
        if (wait < 0 || wait > 0 && wait > attempt.leftNanos()) {
            throw refused(attempt, Shortages.ofRequests(attempt, rate));
        }
        if (wait > 0) {
            sleep(attempt, wait);
        }
    }

    private static void takePlace(Attempt attempt) {
        ConcurrentCalls calls = attempt.limits().calls();
        if (calls.enter()) {
            return;
        }
        try {
            if (calls.enterWithin(attempt.leftNanos())) {
                attempt.waited();
                return;
            }
        } catch (InterruptedException interrupted) {
            if (!attempt.call().wasInterrupted()) {
                throw interrupted(attempt, interrupted);
            }
            Thread.currentThread().interrupt();
        }
        throw refused(attempt, Shortages.ofPlaces(attempt, calls));
    }

    private static ConnectorException interrupted(Attempt attempt, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return refused(
                attempt,
                attempt.call().wasInterrupted()
                        ? CallFailures.timedOut(attempt.call(), interrupted)
                        : CallFailures.interruptedByOthers(attempt.call(), false, interrupted));
    }

    /** As one of this call, so that nobody takes it for a word of the external system. */
    private static ConnectorException refused(Attempt attempt, ConnectorException refusal) {
        CallScope call = attempt.call();
        ConnectorException told =
                call.history().isUntouched() && attempt.changes() == 0 ? refusal.unapplied() : Repeats.applied(refusal);
        ConnectorException ours = call.told(told);
        call.history().refused(ours);
        return ours;
    }

    /** Rounded up: who comes back then is not too early. */
    static String text(long nanos) {
        Duration whole = Duration.ofMillis((nanos + 999_999) / 1_000_000);
        return CallFailures.text(
                whole.toSeconds() < 10
                        ? whole
                        : Duration.ofSeconds(whole.plusMillis(999).toSeconds()));
    }
}
