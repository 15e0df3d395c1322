package dev.patchbay.itests.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The faults. */
final class Script {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(2);

    private Script() {}

    /**
     * Does what a step says.
     *
     * @param gate the file for which {@code wait} and {@code stubborn} wait, the latter whatever interrupts it
     */
    static <T> T run(String step, String gate, T otherwise) {
        return switch (step) {
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            case "error" -> throw new NoClassDefFoundError("org/example/Missing");
            case "null" -> null;
            case "hang" -> hang();
            case "wait" -> pass(gate, false, otherwise);
            case "stubborn" -> pass(gate, true, otherwise);
            default -> otherwise;
        };
    }

    private static <T> T hang() {
        try {
            new CountDownLatch(1).await();
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static <T> T pass(String gate, boolean stubborn, T otherwise) {
        Path file = Path.of(gate);
        while (!Files.exists(file)) {
            LockSupport.parkNanos(LOOK);
            if (Thread.interrupted() && !stubborn) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            }
        }
        return otherwise;
    }
}
