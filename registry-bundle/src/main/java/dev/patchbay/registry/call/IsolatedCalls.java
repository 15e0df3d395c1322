package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Faults;
import dev.patchbay.registry.threads.Conduct;
import dev.patchbay.registry.threads.LightWorkers;
import dev.patchbay.registry.threads.Turn;
import java.time.Duration;
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
    <T> T run(InstanceId id, String tenant, CallKind kind, Duration timeout, Conduct conduct, IsolatedWork<T> call) {
        long until = System.nanoTime() + timeout.toNanos();
        InstanceShare share = enter(id, tenant, conduct, timeout, until);
        Turn turn = conduct.turn(kind.operation());
        IsolatedCall<T> isolated = new IsolatedCall<>(call, share, conduct, turn);
        try {
            threads.execute(isolated, turn);
        } catch (RejectedExecutionException ending) {
            isolated.leave(false);
            throw IsolationFailures.stopping(id);
        }
        try {
            return await(isolated, id, tenant, kind, timeout, until);
        } catch (ExecutionException failed) {
            throw Faults.of(id, kind.operation(), failed.getCause());
        } catch (CancellationException dropped) {
            isolated.leave(false);
            throw IsolationFailures.stopping(id);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw isolated.leave(false) == IsolatedCall.State.WAITING
                    ? IsolationFailures.unbegun(id, interrupted)
                    : IsolationFailures.interrupted(id, kind, interrupted);
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

    private static <T> T await(
            IsolatedCall<T> call, InstanceId id, String tenant, CallKind kind, Duration timeout, long until)
            throws InterruptedException, ExecutionException {
        try {
            return call.await(until - System.nanoTime());
        } catch (TimeoutException late) {
            try {
                return call.await(call.hasBegun() ? until + GRACE - System.nanoTime() : 0);
            } catch (TimeoutException tooLate) {
                return gone(call, id, tenant, kind, timeout);
            }
        }
    }

    /** Nobody waits any longer, unless the call has ended just now. */
    private static <T> T gone(IsolatedCall<T> call, InstanceId id, String tenant, CallKind kind, Duration timeout)
            throws InterruptedException, ExecutionException {
        switch (call.leave(true)) {
            case WAITING:
                throw IsolationFailures.neverBegan(id, timeout);
            case OVER:
                try {
                    return call.await(GRACE);
                } catch (TimeoutException impossible) {
                    throw new IllegalStateException(impossible);
                }
            default:
                ConnectorException failure = IsolationFailures.goesOn(id, tenant, kind, timeout);
                call.abandoned(failure);
                throw failure;
        }
    }

    /** Waits for the instance's turn, on the caller's thread: who waits holds none of the runtime's. */
    private InstanceShare enter(InstanceId id, String tenant, Conduct conduct, Duration timeout, long until) {
        InstanceShare share = shares.join(id, tenant);
        boolean entered = false;
        try {
            if (share.isStuck(conduct)) {
                throw IsolationFailures.stuck(id, tenant, share.abandoned(conduct));
            }
            entered = share.take(until - System.nanoTime());
            if (!entered) {
                throw IsolationFailures.crowded(id, share.shortage(tenant), timeout);
            }
            return share;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw IsolationFailures.unbegun(id, interrupted);
        } finally {
            if (!entered) {
                share.leave();
            }
        }
    }
}
