package dev.patchbay.launcher;

import java.time.Duration;

/** What nobody waits for at a start, done in the background when all serves. */
final class Completion {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Thread thread;

    private Completion(Thread thread) {
        this.thread = thread;
    }

    static Completion begin(HomeLock lock, RunningFramework framework) {
        Runnable work = () -> {
            lock.sign();
            framework.startRest();
        };
        Completion completion = new Completion(new Thread(work, "patchbay-completion"));
        completion.thread.setDaemon(true);
        completion.thread.start();
        return completion;
    }

    /** So that nothing starts in what stops. */
    void await() {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
