package dev.patchbay.registry.call;

import java.nio.channels.ClosedByInterruptException;

/** Whether something was thrown because the thread was interrupted. */
final class Interruption {
    /** Causes may form a circle. */
    private static final int DEEPEST = 20;

    private Interruption() {}

    static boolean isIn(Throwable thrown) {
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof InterruptedException || each instanceof ClosedByInterruptException) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
