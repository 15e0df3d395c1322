package dev.patchbay.registry.secret;

import dev.patchbay.registry.unload.RuntimeThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again, from time to time, for secrets of those who do not tell of changes, on one thread that is there only while
 * there are such. Who answers slowly is asked seldom, so that asking takes no more than a tenth of the time.
 */
final class Refresher {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final int SHARE = 10;

    private final long pauseNanos;
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new RuntimeThreads("secrets-refresh"));
    private final AtomicBoolean armed = new AtomicBoolean();
    /** By scheme, when it is asked again; only on the clock's thread. */
    private final Map<String, Long> due = new HashMap<>();

    /** By scheme, what it was as when it was last asked; only on the clock's thread. */
    private final Map<String, Object> asked = new HashMap<>();

    private volatile KnownSecrets known;
    private volatile Function<String, Optional<Object>> stamps;

    /** @param pause between two questions for the same secret */
    Refresher(Duration pause) {
        this.pauseNanos = pause.toNanos();
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
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

    /** Asks for all secrets of a scheme now, on its own thread. */
    void hurry(String scheme) {
        try {
            clock.execute(() -> refresh(scheme));
        } catch (RejectedExecutionException ending) {
            LOG.debug("the secrets of '{}' are not read again, because the registry ends", scheme, ending);
        }
    }

    void close() {
        clock.shutdownNow();
    }

    private void round() {
        try {
            known.sweep();
            schemes().stream().filter(this::isDue).filter(this::mayHaveNews).forEach(this::refresh);
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

    private void refresh(String scheme) {
        long begun = System.nanoTime();
        known.refresh(key -> key.scheme().equals(scheme));
        long ended = System.nanoTime();
        due.put(scheme, ended + Math.max(pauseNanos / 2, (ended - begun) * SHARE));
    }

    private boolean isDue(String scheme) {
        Long at = due.get(scheme);
        return at == null || System.nanoTime() - at >= 0;
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
