package dev.patchbay.model;

/** Where an instance stands. Every state comes with a reason in one sentence and the time since when it holds. */
public enum InstanceState {
    /** Configured, but no connector of its type is installed. */
    WAITING,
    /** A connector of its type is installed, but none that can run here or that its {@code version} range allows. */
    INCOMPATIBLE,
    /** Its configuration has problems and there are no good settings to go on with. */
    INVALID,
    /** Switched off by an operator or by {@code enabled=false}: calls end without a request to the outside. */
    DISABLED,
    /** Valid; nobody has asked for it yet, so no connector object exists. */
    READY,
    /** A connector object exists and serves calls. */
    ACTIVE,
    /** Going away: no new call is taken, calls in flight end. */
    DRAINING
}
