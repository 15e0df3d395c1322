package dev.patchbay.itests.connector;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The faults. */
final class Script {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(30);

    private Script() {}

    /**
     * Does what a step says.
     *
     * @param gate the file for which {@code wait} and {@code stubborn} wait, the latter whatever interrupts it, and in which
     *     {@code told} finds its step each time anew
     */
    static <T> T run(String step, String gate, T otherwise) {
        return switch (step) {
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            case "error" -> throw new NoClassDefFoundError("org/example/Missing");
            case "null" -> null;
            case "hang" -> hang();
            case "told" -> run(told(gate), gate, otherwise);
            case "dns" -> throw unavailable("'db.invalid' is not known", new UnknownHostException("db.invalid"));
            case "refused" -> throw unavailable("nobody listens at 127.0.0.1:1", new ConnectException("refused"));
            case "slow" -> slow(otherwise);
            case "wait" -> pass(gate, false, otherwise);
            case "stubborn" -> pass(gate, true, otherwise);
            default -> otherwise;
        };
    }

    private static ConnectorException unavailable(String sentence, Exception cause) {
        return new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, sentence, cause);
    }

    private static String told(String file) {
        try {
            return Files.readString(Path.of(file)).trim();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static <T> T slow(T otherwise) {
        long end = System.nanoTime() + SLOW;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK);
        }
        return otherwise;
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
