package dev.patchbay.registry.lifecycle;

import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;

/** Whether something was thrown because a thread was interrupted. */
public final class Interruption {
    /** Causes may form a circle. */
    private static final int DEEPEST = 20;

    private Interruption() {}

    /**
     * Whether it was a thread in the middle of a class: that is told from a connector's own threads, whose interruption is
     * its own affair, by where they were when it came.
     */
    public static boolean isIn(Throwable thrown, Class<?> middle) {
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            boolean interruption = each instanceof InterruptedException || each instanceof ClosedByInterruptException;
            if (interruption && wasIn(each, middle)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private static boolean wasIn(Throwable thrown, Class<?> middle) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(middle.getName()));
    }
}
