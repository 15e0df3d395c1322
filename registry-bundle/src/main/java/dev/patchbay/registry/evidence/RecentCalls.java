package dev.patchbay.registry.evidence;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How the latest calls of one connector object went: a ring that callers write to without waiting for each other. A call
 * is one number: when it ended, how long it took, whether it failed. All times are of {@link System#nanoTime}, so that a
 * wall clock that is moved changes nothing.
 */
public final class RecentCalls {
    /** What was longer ago tells nothing of now. */
    static final long WINDOW_MILLIS = TimeUnit.MINUTES.toMillis(5);

    static final int MOST = 128;

    /** They tell of the caller, or of us, and nothing of the external system. */
    private static final Set<ErrorCode> SAY_NOTHING = EnumSet.of(
            ErrorCode.ALREADY_REGISTERED,
            ErrorCode.CONNECTOR_DISABLED,
            ErrorCode.CONNECTOR_NOT_FOUND,
            ErrorCode.CURSOR_INVALID,
            ErrorCode.INCOMPATIBLE_VERSION,
            ErrorCode.INVALID_REQUEST,
            ErrorCode.UNSUPPORTED_CAPABILITY);

    /** What a call ends with whose time is up. */
    private static final Set<ErrorCode> OUT_OF_TIME = EnumSet.of(ErrorCode.TIMED_OUT, ErrorCode.OUTCOME_UNKNOWN);

    private static final int LATENCY_BITS = 23;
    private static final long MOST_LATENCY = (1L << LATENCY_BITS) - 1;
    private static final long NONE = 0;
    private static final long NEVER = -1;
    private static final int PERCENTAGE = 95;

    /** Milliseconds count from here, and from 1 on, so that an entry is never {@link #NONE}. */
    private static final long ORIGIN = System.nanoTime();

    private final AtomicLongArray ring = new AtomicLongArray(MOST);
    private final AtomicInteger next = new AtomicInteger();
    /** Its texts have no secrets, and it holds nothing of the connector. */
    private volatile ConnectorException lastFailure;

    /** A call has succeeded. */
    public void succeeded(long endedAt, long tookNanos) {
        add(endedAt, tookNanos, 0);
    }

    /**
     * A call has failed. A caller's mistake is not counted; a request that the external system refuses is a sign of life;
     * and a caller who waits for less time than that has learned nothing.
     *
     * @param patienceNanos how long a call may take without anybody wondering
     */
    public void failed(long endedAt, long tookNanos, ConnectorException failure, long patienceNanos) {
        ErrorCode code = failure.code();
        if (SAY_NOTHING.contains(code) || OUT_OF_TIME.contains(code) && tookNanos < patienceNanos) {
            return;
        }
        if (code == ErrorCode.REMOTE_REJECTED) {
            add(endedAt, tookNanos, 0);
            return;
        }
        lastFailure = failure;
        add(endedAt, tookNanos, 1);
    }

    /** What the calls of the last minutes show. */
    public CallsSeen seen(long nanos) {
        long now = millis(nanos);
        long[] entries = new long[MOST];
        int calls = 0;
        int failures = 0;
        long failedAt = NEVER;
        long succeededAt = NEVER;
        for (int i = 0; i < MOST; i++) {
            long entry = ring.get(i);
            if (entry == NONE || now - endedAt(entry) > WINDOW_MILLIS) {
                continue;
            }
            entries[calls++] = entry;
            if (isFailure(entry)) {
                failures++;
                failedAt = Math.max(failedAt, endedAt(entry));
            } else {
                succeededAt = Math.max(succeededAt, endedAt(entry));
            }
        }
        return new CallsSeen(
                calls,
                failures,
                successesSince(failedAt, entries, calls),
                slow(entries, calls),
                succeededAt == NEVER ? CallsSeen.NEVER : now - succeededAt,
                failures == 0 ? CallsSeen.NEVER : now - failedAt,
                failures == 0 ? null : lastFailure);
    }

    private static int successesSince(long failedAt, long[] entries, int calls) {
        int successes = 0;
        for (int i = 0; i < calls; i++) {
            if (endedAt(entries[i]) > failedAt) {
                successes++;
            }
        }
        return successes;
    }

    /** The time within which the percentage of them ended; sorts them. */
    private static long slow(long[] entries, int calls) {
        if (calls == 0) {
            return 0;
        }
        for (int i = 0; i < calls; i++) {
            entries[i] = entries[i] >>> 1 & MOST_LATENCY;
        }
        Arrays.sort(entries, 0, calls);
        return entries[(calls * PERCENTAGE + 99) / 100 - 1];
    }

    private void add(long endedAt, long tookNanos, long failed) {
        long latency = Math.min(MOST_LATENCY, Math.max(0, tookNanos) / 1_000_000);
        long entry = millis(endedAt) << LATENCY_BITS + 1 | latency << 1 | failed;
        ring.lazySet(next.getAndIncrement() & MOST - 1, entry);
    }

    /** A time of {@link System#nanoTime} as it is kept here, so that two can be compared. */
    static long millis(long nanos) {
        return Math.max(0, nanos - ORIGIN) / 1_000_000 + 1;
    }

    private static boolean isFailure(long entry) {
        return (entry & 1) == 1;
    }

    private static long endedAt(long entry) {
        return entry >>> LATENCY_BITS + 1;
    }
}
