package dev.patchbay.registry.jar;

/** A file that cannot be installed as a bundle; the message says why and what to do, and does not name the file. */
public final class UnsoundJarException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean unfinished;

    /** @param unfinished whether it may be a copy that is still under way */
    public UnsoundJarException(String fact, boolean unfinished) {
        super(fact);
        this.unfinished = unfinished;
    }

    public boolean isUnfinished() {
        return unfinished;
    }
}
