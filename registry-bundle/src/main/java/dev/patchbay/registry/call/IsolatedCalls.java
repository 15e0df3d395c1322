package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.Faults;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls on threads of the runtime, so that the caller gets an answer by the deadline and one second even if the
 * connector ignores interruption: it is the pool's thread then that is held.
 */
public final class IsolatedCalls implements AutoCloseable {
    private static final int THREADS = 128;
    private static final int WAITING = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ThreadPoolExecutor threads = Background.pool("isolated", THREADS);

    <T> T run(InstanceId id, String operation, Duration timeout, Callable<T> call) {
        if (threads.getQueue().size() >= WAITING) {
            throw new ConnectorException(
                    ErrorCode.RATE_LIMITED,
                    "'" + id + "': " + WAITING + " isolated calls are waiting already; call again later");
        }
        Future<T> future = threads.submit(call);
        try {
            return future.get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw Faults.of(id, operation, failed.getCause());
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new ConnectorException(
                    ErrorCode.TIMED_OUT,
                    "'" + id + "': " + operation + " goes on after timeout=" + CallScope.text(timeout)
                            + " and ignores its interruption; see 'why " + id + "'");
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConnectorException(ErrorCode.TIMED_OUT, "'" + id + "': the caller was interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
