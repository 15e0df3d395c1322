package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;

/** What has become of the attempts of one call so far. For the call's own thread. */
final class CallHistory {
    private int number = 1;
    private boolean renewed;
    private boolean touched;
    /** By the runtime, the latest; null if there was none. */
    private ConnectorException refusal;
    // Of the latest attempt that has reached the connector and failed.
    private ConnectorException lastFailure;
    private boolean blamed;
    private boolean hasty;

    /** Which attempt is the present one, from 1. */
    int number() {
        return number;
    }

    /** The next attempt begins, within the same deadline. */
    void again() {
        number++;
    }

    /** As {@link #again}, with secrets that have changed: not one of the attempts that settings allow. */
    void againRenewed() {
        renewed = true;
        number++;
    }

    boolean isRenewed() {
        return renewed;
    }

    /** How many attempts count for {@code retry.max.attempts}. */
    int tries() {
        return renewed ? number - 1 : number;
    }

    /** Whether surely nothing of the call was applied by attempts that have failed. */
    boolean isUntouched() {
        return !touched;
    }

    /** An attempt has failed, and may have been applied all the same. */
    void touch(boolean mayHaveBeenApplied) {
        touched |= mayHaveBeenApplied;
    }

    /** The runtime has let the present attempt make no request, or not begin. */
    void refused(ConnectorException ours) {
        refusal = ours;
    }

    /** Whether a failure is that, and not one of another call. */
    boolean isRefusal(ConnectorException failure) {
        return failure == refusal;
    }

    /**
     * An attempt was made and has failed.
     *
     * @param blame whether that tells something of the connector, or of what it calls
     * @param inHaste whether its caller gave it less time than it may take
     */
    void failed(ConnectorException failure, boolean blame, boolean inHaste) {
        lastFailure = failure;
        blamed = blame;
        hasty = inHaste;
    }

    /** What the latest attempt that reached the connector has failed with; null if none has failed. */
    ConnectorException lastFailure() {
        return lastFailure;
    }

    /** Whether the latest failure tells something of the connector, or of what it calls. */
    boolean isBlamed() {
        return blamed;
    }

    /** Whether a failure is that latest one, and its caller was in no hurry. */
    boolean isToBlame(ConnectorException failure) {
        return failure == lastFailure && blamed && !hasty;
    }
}
