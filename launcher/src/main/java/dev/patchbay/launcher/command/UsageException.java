package dev.patchbay.launcher.command;

/** The words of the command line are wrong; the message is one sentence. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
