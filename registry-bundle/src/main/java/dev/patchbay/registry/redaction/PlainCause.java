package dev.patchbay.registry.redaction;

import java.util.function.UnaryOperator;

/**
 * Stands for an exception of somebody else, with the same stack trace: its message can be changed, and whoever keeps it
 * keeps no class loader of a connector that has gone. What was suppressed is not kept.
 */
public final class PlainCause extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;

    private PlainCause(String description, Throwable cause) {
        super(description, cause, false, true);
    }

    /** The cause and its causes without secrets; null for null. */
    public static Throwable of(Throwable cause, UnaryOperator<String> redaction) {
        return of(cause, redaction, DEEPEST);
    }

    private static Throwable of(Throwable cause, UnaryOperator<String> redaction, int depth) {
        if (cause == null || depth == 0) {
            return null;
        }
        Throwable plain =
                new PlainCause(redaction.apply(description(cause)), of(cause.getCause(), redaction, depth - 1));
        plain.setStackTrace(cause.getStackTrace());
        return plain;
    }

    /** Its message is foreign code. */
    private static String description(Throwable cause) {
        try {
            return cause.toString();
        } catch (Throwable e) {
            return cause.getClass().getName();
        }
    }

    /** Shows itself as the exception it stands for. */
    @Override
    public String toString() {
        return getMessage();
    }
}
