package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Faults;
import dev.patchbay.registry.threads.Conduct;
import dev.patchbay.registry.threads.LightWorkers;
import dev.patchbay.registry.threads.Turn;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls on threads of the runtime, so that the caller gets an answer by the deadline and one second even if the
 * connector ignores interruption: it is the runtime's thread then that is held, and one instance can hold only a few.
 *
 * <p>Mostly these are platform threads. When several calls are under way, an object whose {@link Conduct} is good gets a
 * virtual thread for one call at a time, where this Java has them.
 */
public final class IsolatedCalls implements AutoCloseable {
    private static final int THREADS = 512;
    private static final int VIRTUAL_THREADS = 1_024;
    private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

    private final LightWorkers threads;
    private final InstanceShares shares = new InstanceShares();

    public IsolatedCalls() {
        this(THREADS);
    }

    IsolatedCalls(int most) {
        this.threads = new LightWorkers("isolated", most, VIRTUAL_THREADS);
    }

    /**
     * @param tenant on whose behalf: of an instance that another shares with it, it has a part only
     * @param conduct of the connector object that serves the call
     */
    <T> T run(InstanceId id, String tenant, CallKind kind, Duration timeout, Conduct conduct, Callable<T> call) {
        long until = System.nanoTime() + timeout.toNanos();
        InstanceShare share = enter(id, tenant, timeout, until);
        Turn turn = conduct.turn(kind.operation());
        IsolatedCall<T> isolated = new IsolatedCall<>(call, share, turn);
        try {
            threads.execute(isolated, turn);
        } catch (RejectedExecutionException ending) {
            isolated.leave(false);
            throw stopping(id);
        }
        try {
            return await(isolated, id, kind, timeout, until);
        } catch (ExecutionException failed) {
            throw Faults.of(id, kind.operation(), failed.getCause());
        } catch (CancellationException dropped) {
            isolated.leave(false);
            throw stopping(id);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw isolated.leave(false) == IsolatedCall.State.WAITING
                    ? unbegun(id, interrupted)
                    : interrupted(id, kind, interrupted);
        }
    }

    /** Instances of which a call waits or runs, and the tenants with which they are shared. */
    int instances() {
        return shares.size();
    }

    @Override
    public void close() {
        for (Runnable waiting : threads.end()) {
            ((IsolatedCall<?>) waiting).drop();
        }
    }

    private static <T> T await(IsolatedCall<T> call, InstanceId id, CallKind kind, Duration timeout, long until)
            throws InterruptedException, ExecutionException {
        try {
            return call.await(until - System.nanoTime());
        } catch (TimeoutException late) {
            try {
                return call.await(call.hasBegun() ? until + GRACE - System.nanoTime() : 0);
            } catch (TimeoutException tooLate) {
                return gone(call, id, kind, timeout);
            }
        }
    }

    /** Nobody waits any longer, unless the call has ended just now. */
    private static <T> T gone(IsolatedCall<T> call, InstanceId id, CallKind kind, Duration timeout)
            throws InterruptedException, ExecutionException {
        switch (call.leave(true)) {
            case WAITING:
                throw neverBegan(id, timeout);
            case OVER:
                try {
                    return call.await(GRACE);
                } catch (TimeoutException impossible) {
                    throw new IllegalStateException(impossible);
                }
            default:
                throw goesOn(id, kind, timeout);
        }
    }

    /** Waits for the instance's turn, on the caller's thread: who waits holds none of the runtime's. */
    private InstanceShare enter(InstanceId id, String tenant, Duration timeout, long until) {
        InstanceShare share = shares.join(id, tenant);
        boolean entered = false;
        try {
            if (share.isStuck()) {
                throw stuck(id, share.abandoned());
            }
            entered = share.take(until - System.nanoTime());
            if (!entered) {
                throw crowded(id, share.shortage(tenant), timeout);
            }
            return share;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unbegun(id, interrupted);
        } finally {
            if (!entered) {
                share.leave();
            }
        }
    }

    private static ConnectorException stuck(InstanceId id, int count) {
        return new ConnectorException(
                        ErrorCode.CONNECTOR_FAULT,
                        "'" + id + "': " + count
                                + " isolated calls of it go on past their deadline and ignore their interruption,"
                                + " so no more are begun until some have ended; see 'why " + id
                                + "' for where they are")
                .unapplied();
    }

    private static ConnectorException crowded(InstanceId id, String shortage, Duration timeout) {
        return new ConnectorException(
                        ErrorCode.RATE_LIMITED,
                        "'" + id + "': " + shortage + " for all of timeout="
                                + CallFailures.text(timeout)
                                + "; call less often at once, or raise 'timeout'")
                .unapplied();
    }

    private static ConnectorException neverBegan(InstanceId id, Duration timeout) {
        return new ConnectorException(
                        ErrorCode.TIMED_OUT,
                        "'" + id + "': no thread for isolated calls was free within timeout="
                                + CallFailures.text(timeout) + "; call again later")
                .unapplied();
    }

    private static ConnectorException goesOn(InstanceId id, CallKind kind, Duration timeout) {
        String fact = "'" + id + "': " + kind.operation() + " goes on after timeout=" + CallFailures.text(timeout)
                + " and ignores its interruption";
        return kind.writes()
                ? new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        fact + ", so it may still be applied; look at the external system before you repeat it")
                : new ConnectorException(ErrorCode.TIMED_OUT, fact + "; see 'why " + id + "'");
    }

    /** Its caller was interrupted while it waited for a permit or a thread. */
    private static ConnectorException unbegun(InstanceId id, InterruptedException cause) {
        return new ConnectorException(
                        ErrorCode.TIMED_OUT,
                        "'" + id + "': the caller was interrupted before the call began; call again",
                        cause)
                .unapplied();
    }

    private static ConnectorException interrupted(InstanceId id, CallKind kind, InterruptedException cause) {
        return kind.writes()
                ? new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "'" + id + "': the caller was interrupted while " + kind.operation()
                                + " ran, which may have been applied; look at the external system before you repeat it",
                        cause)
                : new ConnectorException(
                        ErrorCode.TIMED_OUT, "'" + id + "': the caller was interrupted; call again", cause);
    }

    private static ConnectorException stopping(InstanceId id) {
        return new ConnectorException(
                        ErrorCode.CONNECTOR_NOT_FOUND,
                        "'" + id
                                + "': the call was not begun, because the runtime is stopping or the system gives it"
                                + " no thread; call again when it runs")
                .unapplied();
    }
}
