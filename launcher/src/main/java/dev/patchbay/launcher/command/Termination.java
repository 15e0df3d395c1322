package dev.patchbay.launcher.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a runtime, whoever asks for it: a client, the shell, or a signal. A signal reaches us as a shutdown hook,
 * which lets the main thread stop everything in order and then ends the process with our exit code instead of the
 * signal's.
 */
final class Termination {
    /** Longer than a drain; whoever sent the signal will not wait for ever. */
    private static final long LIMIT_SECONDS = 150;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile int exitCode = 1;

    /** From now on a signal asks for the end. */
    void hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndHalt, "patchbay-stop"));
    }

    /** Asks for the end; called on any thread. */
    void request() {
        requested.countDown();
    }

    void await() {
        boolean interrupted = false;
        while (true) {
            try {
                requested.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything has stopped: ends the process. */
    void exit(int code) {
        exitCode = code;
        stopped.countDown();
        System.exit(code);
    }

    private void stopAndHalt() {
        request();
        try {
            if (stopped.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
