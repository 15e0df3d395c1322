package dev.patchbay.itests.connector;

import java.util.concurrent.CountDownLatch;

/** The faults. */
final class Script {
    private Script() {}

    static <T> T run(String step, T otherwise) {
        return switch (step) {
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            case "error" -> throw new NoClassDefFoundError("org/example/Missing");
            case "null" -> null;
            case "hang" -> hang();
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
}
