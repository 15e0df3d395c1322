package dev.patchbay.registry.trust;

/** A JAR may not run; the message says why and what to do, and does not name the JAR. */
final class UntrustedException extends Exception {
    private static final long serialVersionUID = 1;

    UntrustedException(String sentence) {
        super(sentence);
    }
}
