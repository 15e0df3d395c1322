package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.resilience.ConcurrentCalls;
import dev.patchbay.registry.resilience.RequestRate;
import java.time.Duration;

/**
 * What a call is told for which a limit has nothing left in time. Who calls an instance of another tenant is told of its own
 * share, and of the total only that it is used up: what that is, and who uses it, is not for it to know.
 */
final class Shortages {
    private Shortages() {}

    /** @param calls in which it has found no place */
    static ConnectorException ofPlaces(Attempt attempt, ConcurrentCalls calls) {
        return new ConnectorException(
                ErrorCode.RATE_LIMITED,
                "'" + attempt.id() + "': " + taken(attempt, calls) + ", and none ended for this one within "
                        + timeout(attempt) + "; call again later" + remedy(attempt));
    }

    /** @param rate which allows the next request too late: the share, or the total */
    static ConnectorException ofRequests(Attempt attempt, RequestRate rate) {
        long next = rate.nextNanos();
        return ConnectorException.rateLimited(
                "'" + attempt.id() + "': " + spent(attempt, rate) + " the next request in " + Admission.text(next)
                        + ", which is longer than the rest of " + timeout(attempt) + "; call again then"
                        + remedy(attempt),
                Duration.ofNanos(next));
    }

    static String timeout(Attempt attempt) {
        return "timeout=" + CallFailures.text(attempt.call().timeout());
    }

    private static String taken(Attempt attempt, ConcurrentCalls calls) {
        if (isOwn(attempt)) {
            return "max.concurrent.calls=" + calls.most() + " were under way";
        }
        return calls.isFull()
                ? "tenant.max.concurrent.calls=" + calls.most() + " of tenant '" + attempt.tenant() + "' were under way"
                : "as many calls were under way as all may make who share it";
    }

    private static String spent(Attempt attempt, RequestRate rate) {
        int limit = rate.perMinute().orElse(0);
        if (isOwn(attempt)) {
            return "rate.limit.per.minute=" + limit + " allows";
        }
        return rate == rate.total()
                ? "what all who share it may request is used up, and allows"
                : "tenant.rate.limit.per.minute=" + limit + " allows tenant '" + attempt.tenant() + "'";
    }

    private static boolean isOwn(Attempt attempt) {
        return attempt.tenant().equals(attempt.id().tenant());
    }

    private static String remedy(Attempt attempt) {
        return isOwn(attempt) ? ", or raise it" : "";
    }
}
