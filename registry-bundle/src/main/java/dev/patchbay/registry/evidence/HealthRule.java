package dev.patchbay.registry.evidence;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.Health.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How the health of an instance is put together from its latest check and its latest calls:
 *
 * <ol>
 *   <li>The worse of the two counts.
 *   <li>Calls speak by their percentages once there are enough of them: DOWN if more than {@code health.down.errors}
 *       failed; DEGRADED if more than {@code health.degraded.errors} failed, or if the slowest 5 % took longer than
 *       {@code health.degraded.latency}; else UP.
 *   <li>A check that found DOWN is healed by a call that succeeded after it: that the real thing works is better evidence.
 *       What the calls say counts then.
 *   <li>Calls that say DOWN are no more than DEGRADED once something newer than the latest failure speaks for the
 *       instance: a check that began later and found it usable, or as many successes in a row as percentages need. So an
 *       instance that is back gets calls again, and these decide.
 * </ol>
 *
 * Whoever asks adds that an instance whose circuit breaker lets no call through is DOWN.
 *
 * <p>A finding older than {@code health.ttl} holds for who only looks, and is checked anew for who asks, unless a call has
 * succeeded within that time: see {@link #isFresh}.
 */
public final class HealthRule {
    private final Thresholds thresholds;

    public HealthRule(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * What is known without asking anybody.
     *
     * @param check null if nobody has checked
     * @param nanos the time now by {@link System#nanoTime}, at which the calls were looked at
     * @param wall the same time for people
     */
    public Health judge(CheckSeen check, CallsSeen calls, long nanos, Instant wall) {
        if (calls.calls() == 0) {
            return check == null ? Health.unknown("not checked yet") : check.found();
        }
        Health byCalls = byCalls(check, calls, nanos).learned(wall.minusMillis(calls.sinceLast()));
        if (check == null || check.found().status() == Status.UNKNOWN || isHealed(check, calls, nanos)) {
            return byCalls;
        }
        return isWorse(byCalls, check.found()) ? byCalls : check.found();
    }

    /** Whether what is known is so young that nobody has to be asked. */
    public static boolean isFresh(CheckSeen check, CallsSeen calls, Health judged, long nanos, Duration ttl) {
        if (check != null && check.isFresh(nanos, ttl)) {
            return true;
        }
        return judged.usable() && calls.sinceSuccess() < ttl.toMillis();
    }

    /**
     * When the newest was found that says how the instance is, by {@link System#nanoTime}: what changed later, none of it can
     * have met.
     */
    public static long knownSince(CheckSeen check, CallsSeen calls, long nanos) {
        long sinceCheck = check == null ? Long.MAX_VALUE : nanos - check.begunAt();
        return nanos - Math.min(sinceCheck, TimeUnit.MILLISECONDS.toNanos(calls.sinceSuccess()));
    }

    private Health byCalls(CheckSeen check, CallsSeen calls, long nanos) {
        if (calls.calls() < thresholds.calls()) {
            return calls.sinceSuccess() == CallsSeen.NEVER
                    ? Health.unknown(told(calls) + "; too few to tell").causedBy(cause(calls))
                    : Health.up(told(calls));
        }
        if (calls.failing() > thresholds.down()) {
            return speaksForIt(check, calls, nanos)
                    ? Health.degraded(told(calls) + "; it seems to be back").causedBy(cause(calls))
                    : Health.down(told(calls)).causedBy(cause(calls));
        }
        if (calls.failing() > thresholds.degraded()) {
            return Health.degraded(told(calls)).causedBy(cause(calls));
        }
        if (calls.slowMillis() > thresholds.slow().toMillis()) {
            return Health.degraded("the slowest 5 % of the last " + calls.calls() + " calls took "
                            + seconds(calls.slowMillis()) + " or longer, which is more than"
                            + " health.degraded.latency="
                            + seconds(thresholds.slow().toMillis())
                            + "; look at the load of the external system")
                    .causedBy(FailureCause.TIMEOUT);
        }
        return Health.up(told(calls));
    }

    private boolean speaksForIt(CheckSeen check, CallsSeen calls, long nanos) {
        return calls.row() >= thresholds.calls()
                || check != null
                        && check.found().usable()
                        && RecentCalls.millis(nanos) - RecentCalls.millis(check.begunAt()) < calls.sinceFailure();
    }

    private static boolean isHealed(CheckSeen check, CallsSeen calls, long nanos) {
        return check.found().status() == Status.DOWN
                && calls.sinceSuccess() <= RecentCalls.millis(nanos) - RecentCalls.millis(check.endedAt());
    }

    /** UNKNOWN by calls is nothing that they say. */
    private static boolean isWorse(Health byCalls, Health checked) {
        return byCalls.status() != Status.UNKNOWN && byCalls.status().compareTo(checked.status()) > 0;
    }

    private static FailureCause cause(CallsSeen calls) {
        return calls.last() == null ? null : calls.last().failureCause().orElse(null);
    }

    private static String told(CallsSeen calls) {
        int count = calls.calls();
        if (calls.failures() == 0) {
            String within = Math.max(1, calls.slowMillis()) + " ms";
            return count == 1
                    ? "the last call succeeded within " + within
                    : "the last " + count + " calls succeeded, 95 % of them within " + within;
        }
        String failed = count == 1
                ? "the last call failed"
                : calls.failures() + " of the last " + count + " calls failed ("
                        + Math.max(1, Math.round(calls.failing() * 100)) + " %)";
        ConnectorException last = calls.last();
        return last == null ? failed : failed + ", the last with " + last.code() + ": " + last.getMessage();
    }

    private static String seconds(long millis) {
        return millis < 1_000
                ? millis + " ms"
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0).replace(".0 s", " s");
    }
}
