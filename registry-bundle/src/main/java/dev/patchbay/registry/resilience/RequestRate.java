package dev.patchbay.registry.resilience;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * The limit of requests a minute. It is spent in cycles, a tenth of the minute's requests in each, and at least one: so no
 * minute sees more than the limit and one cycle's share. Who has to wait has its request reserved, first come, first served.
 *
 * <p>A tenant's share is the like, beside the total: who makes a request waits for the one and takes it, and only then asks
 * the other. Reserved in both at once, a tenant could take what comes for a long time before it may use it.
 */
public final class RequestRate {
    private static final int CYCLES = 10;
    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private final String name;
    private final Time time;
    /** Itself, if it is no share. */
    private final RequestRate total;
    /** Null if there is no limit; written under this. */
    private volatile AtomicRateLimiter limiter;
    /** 0 if there is no limit; written under this. */
    private volatile int perMinute;

    /** Whether the connector has ever announced a request; of the total only, as the next one. */
    private volatile boolean announced;
    /** Whether one of its calls has ended without. */
    private volatile boolean silent;

    RequestRate(String name, Time time) {
        this.name = name;
        this.time = time;
        this.total = this;
    }

    /** A share of the total. */
    RequestRate(RequestRate total) {
        this.name = total.name;
        this.time = total.time;
        this.total = total;
    }

    /** What is limited for all who share the instance; itself, if it is no share. */
    public RequestRate total() {
        return total;
    }

    public boolean isLimited() {
        return limiter != null || total.limiter != null;
    }

    /**
     * Takes one request, of the total none.
     *
     * @return how long to wait before it is made; less than 0 if that is longer than {@code atMost}, and none is taken
     */
    public long take(long atMost) {
        AtomicRateLimiter present = limiter;
        if (present == null) {
            return 0;
        }
        long wait = present.reservePermission(1);
        return wait < 0 && atMost > 0 ? reserve(atMost) : wait;
    }

    /**
     * Takes one request, of the total none, if it can be made without waiting.
     *
     * @return less than 0 if none was taken; more if one was taken all the same, because somebody who waits was asking just
     *     then: how long to wait before it is made
     */
    public long takeNow() {
        AtomicRateLimiter present = limiter;
        return present == null ? 0 : present.reservePermission(1);
    }

    /** How long until a request could be made. */
    public long nextNanos() {
        AtomicRateLimiter present = limiter;
        return present == null ? 0 : Math.max(0, present.getDetailedMetrics().getNanosToWait());
    }

    /** The connector has announced a request: it does so, and needs nobody who counts for it. */
    public void announced() {
        if (!total.announced) {
            total.announced = true;
        }
    }

    /** An attempt has ended without an announced request: what it did is one request, as far as anybody knows. */
    public void wasSilent() {
        if (!total.announced && isLimited()) {
            total.silent = true;
            reserve(Pause.nanos(Duration.ofDays(1)));
            if (total != this) {
                total.reserve(Pause.nanos(Duration.ofDays(1)));
            }
        }
    }

    /** Whether a request must be taken for each attempt, because the connector has never announced one. */
    public boolean countsAttempts() {
        return total.silent && !total.announced && isLimited();
    }

    /** Empty if there is no limit. */
    public OptionalInt perMinute() {
        int present = perMinute;
        return present == 0 ? OptionalInt.empty() : OptionalInt.of(present);
    }

    /** How many of the minute's requests can be made in one cycle. */
    static int share(int perMinute) {
        return Math.max(1, perMinute / CYCLES);
    }

    /** Those that could be made now; empty if there is no limit. */
    OptionalInt available() {
        AtomicRateLimiter present = limiter;
        return present == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.max(0, present.getMetrics().getAvailablePermissions()));
    }

    /** Whether nothing is spent of it. */
    boolean isUnspent() {
        AtomicRateLimiter present = limiter;
        return present == null || present.getMetrics().getAvailablePermissions() >= share(perMinute);
    }

    /** What was spent of the limit before counts for the one that comes now. */
    synchronized void limit(OptionalInt next) {
        int wanted = next.orElse(0);
        if (wanted == perMinute) {
            return;
        }
        AtomicRateLimiter before = limiter;
        perMinute = wanted;
        if (wanted == 0) {
            limiter = null;
            return;
        }
        int share = share(wanted);
        AtomicRateLimiter made = limiter(share, wanted);
        if (before != null) {
            int spent = share - before.getMetrics().getAvailablePermissions();
            if (spent > 0) {
                reserve(made, spent, Pause.nanos(Duration.ofDays(1)));
            }
        }
        limiter = made;
    }

    private AtomicRateLimiter limiter(int share, int wanted) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(share)
                .limitRefreshPeriod(Duration.ofNanos((long) (MINUTE * share / wanted)))
                .timeoutDuration(Duration.ZERO)
                .writableStackTraceEnabled(false)
                .build();
        return new AtomicRateLimiter(name, config, time::nanos);
    }

    private synchronized long reserve(long atMost) {
        AtomicRateLimiter present = limiter;
        return present == null ? 0 : reserve(present, 1, atMost);
    }

    /** How long one waits is the same for all who ask such a limiter: it is another one only as long as we ask. */
    private static long reserve(AtomicRateLimiter limiter, int count, long atMost) {
        limiter.changeTimeoutDuration(Duration.ofNanos(atMost));
        try {
            return limiter.reservePermission(count);
        } finally {
            limiter.changeTimeoutDuration(Duration.ZERO);
        }
    }
}
