package dev.patchbay.registry.secret;

import dev.patchbay.registry.unload.RuntimeThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again, from time to time, for secrets of those who do not tell of changes. A clock says when; each scheme has its
 * own turn on a thread of its own, so that a slow one holds up no other. Who answers slowly is asked seldom, so that asking
 * takes no more than a tenth of the time, but never so seldom that one who was away is missed for long.
 */
final class Refresher {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final int SHARE = 10;
    private static final int THREADS = 16;
    /** After which one who answers slowly is asked again all the same. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final long pauseNanos;
    private final long longestNanos;
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new RuntimeThreads("secrets-refresh"));
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new RuntimeThreads("secrets-scheme"));
    private final AtomicBoolean armed = new AtomicBoolean();
    private final Map<String, SchemeTurn> turns = new ConcurrentHashMap<>();
    /** By scheme, what it was as when it was last asked; only on the clock's thread. */
    private final Map<String, Object> asked = new HashMap<>();

    private volatile KnownSecrets known;
    private volatile Function<String, Optional<Object>> stamps;

    /** @param pause between two questions for the same secret */
    Refresher(Duration pause) {
        this.pauseNanos = pause.toNanos();
        this.longestNanos = Math.max(LONGEST.toNanos(), pauseNanos / 2);
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Before anything else.
     *
     * @param stampOf of a scheme: is equal as long as nobody need be asked; empty if that cannot be told
     */
    void use(KnownSecrets secrets, Function<String, Optional<Object>> stampOf) {
        known = secrets;
        stamps = stampOf;
    }

    /** There may be something to look at. */
    void arm() {
        if (armed.compareAndSet(false, true)) {
            later(this::round);
        }
    }

    /** Asks for all secrets of a scheme now, on its own thread; once more if it is just being asked. */
    void hurry(String scheme) {
        turn(scheme).hurry();
    }

    void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private void round() {
        try {
            known.sweep();
            Set<String> schemes = schemes();
            turns.entrySet()
                    .removeIf(each ->
                            !schemes.contains(each.getKey()) && each.getValue().isIdle());
            for (String scheme : schemes) {
                SchemeTurn turn = turn(scheme);
                if (turn.isDue() && mayHaveNews(scheme)) {
                    turn.begin();
                }
            }
        } catch (RuntimeException | LinkageError fault) {
            LOG.error("secrets could not be looked at again: {}", fault.toString(), fault);
        }
        if (isNeeded()) {
            later(this::round);
        } else {
            armed.set(false);
            if (isNeeded()) {
                arm();
            }
        }
    }

    private SchemeTurn turn(String scheme) {
        return turns.computeIfAbsent(
                scheme, each -> new SchemeTurn(threads, () -> known.refresh(known.inScheme(each)), this::pauseAfter));
    }

    /** For how long nobody asks who took so many nanoseconds. */
    long pauseAfter(long nanos) {
        return Math.min(longestNanos, Math.max(pauseNanos / 2, nanos * SHARE));
    }

    private boolean mayHaveNews(String scheme) {
        Optional<Object> now = stamps.apply(scheme);
        boolean same = now.isPresent() && now.get().equals(asked.put(scheme, now.get()));
        return !same
                || known.all().stream().anyMatch(each -> each.key().scheme().equals(scheme) && !each.isResolved());
    }

    private Set<String> schemes() {
        return known.all().stream()
                .map(KnownSecret::key)
                .filter(key -> !key.isLocal())
                .map(SecretKey::scheme)
                .collect(Collectors.toSet());
    }

    private boolean isNeeded() {
        return known.all().stream().anyMatch(each -> !each.key().isLocal() || !each.isUsed());
    }

    private void later(Runnable task) {
        try {
            clock.schedule(task, pauseNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ending) {
            LOG.debug("secrets are not looked at any more, because the registry ends", ending);
        }
    }
}
