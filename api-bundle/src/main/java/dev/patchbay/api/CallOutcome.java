package dev.patchbay.api;

/** How a call ended. */
public enum CallOutcome {
    /** The caller has a result. */
    SUCCESS,
    /** The caller has an exception. */
    FAILED,
    /** The instance is switched off: nothing was tried, and the caller has an exception that says so. */
    SKIPPED
}
