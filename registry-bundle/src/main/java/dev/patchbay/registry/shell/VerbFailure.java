package dev.patchbay.registry.shell;

/** A verb did not succeed: the exit code, and the one sentence for the user. */
final class VerbFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private VerbFailure(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    static VerbFailure failed(String sentence) {
        return new VerbFailure(1, sentence, null);
    }

    static VerbFailure failed(String sentence, Throwable cause) {
        return new VerbFailure(1, sentence, cause);
    }

    /** The words were wrong; nothing was done. */
    static VerbFailure usage(String sentence) {
        return new VerbFailure(2, sentence, null);
    }

    /** Failed, and the user has been told why. */
    static VerbFailure told() {
        return new VerbFailure(1, "", null);
    }

    /** Ends the verb if the thread was interrupted, and clears that: what is left to say has to reach its reader. */
    static void ifInterrupted() {
        if (Thread.interrupted()) {
            throw failed("interrupted");
        }
    }

    int exitCode() {
        return exitCode;
    }
}
