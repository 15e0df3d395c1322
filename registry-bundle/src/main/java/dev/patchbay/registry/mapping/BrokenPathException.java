package dev.patchbay.registry.mapping;

/** A text that is no path; the message is a clause whose subject is the text. */
final class BrokenPathException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPathException(String clause) {
        super(clause);
    }
}
