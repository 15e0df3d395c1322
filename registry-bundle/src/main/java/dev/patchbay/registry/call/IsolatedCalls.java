package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs calls on threads of the runtime, so that the caller gets an answer by the deadline and one second even if the
 * connector ignores interruption: it is the pool's thread then that is held, and one instance can hold only a few.
 */
public final class IsolatedCalls implements AutoCloseable {
    private static final int THREADS = 128;
    private static final int MOST_OF_ONE_INSTANCE = 32;
    private static final int MOST_WAITING = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ThreadPoolExecutor threads = Background.pool("isolated", THREADS);
    private final Map<InstanceId, Integer> running = new ConcurrentHashMap<>();

    <T> T run(InstanceId id, CallKind kind, String correlationId, Duration timeout, Callable<T> call) {
        try {
            return run(id, kind, timeout, call);
        } catch (ConnectorException failure) {
            throw failure.correlationId().isPresent() ? failure : failure.inCall(id, correlationId);
        }
    }

    private <T> T run(InstanceId id, CallKind kind, Duration timeout, Callable<T> call) {
        AtomicBoolean begun = new AtomicBoolean();
        Future<T> future = submit(id, () -> {
            begun.set(true);
            try {
                return call.call();
            } finally {
                running.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
            }
        });
        try {
            return future.get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw Faults.of(id, kind.operation(), failed.getCause());
        } catch (TimeoutException late) {
            future.cancel(true);
            throw begun.get() ? goesOn(id, kind, timeout) : neverBegan(id, timeout);
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw begun.get() && kind.writes()
                    ? goesOn(id, kind, timeout)
                    : new ConnectorException(
                            ErrorCode.TIMED_OUT, "'" + id + "': the caller was interrupted; call again", interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> Future<T> submit(InstanceId id, Callable<T> task) {
        int ofInstance = running.merge(id, 1, Integer::sum);
        try {
            if (ofInstance > MOST_OF_ONE_INSTANCE || threads.getQueue().size() >= MOST_WAITING) {
                throw new RejectedExecutionException();
            }
            return threads.submit(task);
        } catch (RejectedExecutionException full) {
            running.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
            throw new ConnectorException(
                    ErrorCode.RATE_LIMITED,
                    "'" + id + "': too many isolated calls are under way, or the runtime is stopping; call again later,"
                            + " and see 'why " + id + "' for calls that do not end");
        }
    }

    private static ConnectorException goesOn(InstanceId id, CallKind kind, Duration timeout) {
        String fact = "'" + id + "': " + kind.operation() + " goes on after timeout=" + CallScope.text(timeout)
                + " and ignores its interruption";
        return kind.writes()
                ? new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        fact + ", so it may still be applied; look at the external system before you repeat it")
                : new ConnectorException(ErrorCode.TIMED_OUT, fact + "; see 'why " + id + "'");
    }

    private static ConnectorException neverBegan(InstanceId id, Duration timeout) {
        return new ConnectorException(
                ErrorCode.TIMED_OUT,
                "'" + id + "': no thread for isolated calls was free within timeout=" + CallScope.text(timeout)
                        + "; call again later");
    }
}
