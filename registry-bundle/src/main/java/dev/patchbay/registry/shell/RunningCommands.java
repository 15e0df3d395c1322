package dev.patchbay.registry.shell;

import java.time.Duration;
import java.util.OptionalInt;

/** The commands of ours that run in a session of Gogo: whoever ends the session waits for their last word. Thread-safe. */
final class RunningCommands {
    private int running; // guarded by this
    private int failure; // guarded by this: the exit code of the last that failed

    synchronized void begin() {
        running++;
    }

    /** @param exitCode with which the command ended, after it has said why */
    synchronized void end(int exitCode) {
        running--;
        failure = exitCode == 0 ? failure : exitCode;
        notifyAll();
    }

    /**
     * Waits until none runs any more, whatever interrupts.
     *
     * @return the exit code of one that failed; empty if none did within this time
     */
    synchronized OptionalInt awaitFailure(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        while (running > 0 && end - System.nanoTime() > 0) {
            try {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure == 0 ? OptionalInt.empty() : OptionalInt.of(failure);
    }
}
