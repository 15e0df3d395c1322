package dev.patchbay.contract;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The threads of all that is played for a test: they are no connector's. */
final class PlayedThreads {
    private static final ThreadGroup GROUP = new ThreadGroup("played");

    private PlayedThreads() {}

    /** Starts something whose threads, and those that they start, can be told from others. */
    static void run(Runnable start) {
        FutureTask<Void> started = new FutureTask<>(start, null);
        new Thread(GROUP, started, "played").start();
        try {
            started.get();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before it was started", asked);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("what is to be played does not start", failed.getCause());
        }
    }

    static boolean has(Thread thread) {
        return thread.getThreadGroup() == GROUP;
    }

    /** A thread among them that does not keep the process. */
    static void start(String name, Runnable work) {
        Thread thread = daemon(work);
        thread.setName(name);
        thread.start();
    }

    /** A thread that is not started yet. */
    static Thread daemon(Runnable work) {
        Thread thread = new Thread(GROUP, work, "played");
        thread.setDaemon(true);
        return thread;
    }
}
