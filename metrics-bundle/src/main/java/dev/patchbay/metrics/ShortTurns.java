package dev.patchbay.metrics;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets few threads serve many: a turn that takes too long is interrupted, which closes the connection at which it waits for
 * somebody who sends or reads nothing. Thread-safe.
 */
final class ShortTurns implements Executor {
    private final Executor threads;
    private final ScheduledExecutorService watch;
    private final Duration most;

    /** @param watch whose thread is held by nothing else */
    ShortTurns(Executor threads, ScheduledExecutorService watch, Duration most) {
        this.threads = threads;
        this.watch = watch;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> run(task));
    }

    private void run(Runnable task) {
        Turn turn = new Turn(Thread.currentThread());
        Future<?> end;
        try {
            end = watch.schedule(turn::interrupt, most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            return;
        }
        try {
            task.run();
        } finally {
            turn.end();
            end.cancel(false);
        }
    }

    private static final class Turn {
        private final Thread thread;
        private boolean over; // guarded by this

        Turn(Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (!over) {
                thread.interrupt();
            }
        }

        /** By its thread, whose next turn must not be interrupted for this one. */
        synchronized void end() {
            over = true;
            Thread.interrupted();
        }
    }
}
