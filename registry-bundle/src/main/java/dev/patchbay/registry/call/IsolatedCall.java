package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.registry.threads.Conduct;
import dev.patchbay.registry.threads.Turn;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;

/**
 * One call on a thread of the runtime, while its caller waits. Whether it runs, and whether somebody still waits for it,
 * is one state, so that its permit is given back once: by its thread, or by the caller if no thread has begun it.
 */
final class IsolatedCall<T> implements Runnable {

    /** How far it is. */
    enum State {
        WAITING,
        RUNNING,
        /** Running, and nobody waits for it any more. */
        ABANDONED,
        OVER
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final Map<String, String> loggingContext = MDC.getCopyOfContextMap();
    private final InstanceShare share;
    private final Conduct object;
    private final Turn turn;
    private final IsolatedWork<T> work;
    private final FutureTask<T> result;

    /** On the caller's thread, whose logging context the call has too. */
    IsolatedCall(IsolatedWork<T> work, InstanceShare share, Conduct object, Turn turn) {
        this.work = work;
        this.share = share;
        this.object = object;
        this.turn = turn;
        this.result = new FutureTask<>(this::begin);
    }

    /** By a thread of the runtime; does nothing if the caller has left. */
    @Override
    public void run() {
        result.run();
    }

    /**
     * By the caller.
     *
     * @throws CancellationException if the runtime is stopping
     */
    T await(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        return result.get(nanos, TimeUnit.NANOSECONDS);
    }

    /** Whether a thread has taken it up. */
    boolean hasBegun() {
        return state.get() != State.WAITING;
    }

    /**
     * By the caller, who waits no longer; interrupts what runs.
     *
     * @param hangs whether the call should have ended by now
     * @return what it was doing; after {@link State#OVER} its result is there
     */
    State leave(boolean hangs) {
        if (state.compareAndSet(State.WAITING, State.OVER)) {
            result.cancel(false);
            turn.drop();
            share.giveBack();
            return State.WAITING;
        }
        if (hangs && state.compareAndSet(State.RUNNING, State.ABANDONED)) {
            turn.strayed();
            share.abandon(object);
        } else if (state.get() == State.OVER) {
            return State.OVER;
        }
        result.cancel(true);
        return State.RUNNING;
    }

    /** By the caller, after it has left what goes on past its deadline. */
    void abandoned(ConnectorException failure) {
        work.abandoned(failure);
    }

    /** By whoever ends the runtime, of a call that waits. */
    void drop() {
        result.cancel(false);
    }

    private T begin() throws Exception {
        if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
            throw new CancellationException();
        }
        turn.begin();
        try {
            if (loggingContext != null) {
                MDC.setContextMap(loggingContext);
            }
            return work.call();
        } finally {
            turn.end();
            if (state.getAndSet(State.OVER) == State.ABANDONED) {
                share.recover(object);
            }
            share.giveBack();
        }
    }
}
