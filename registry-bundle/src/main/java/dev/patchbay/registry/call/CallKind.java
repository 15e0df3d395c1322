package dev.patchbay.registry.call;

/**
 * What is asked of a connector.
 *
 * @param operation its name in logs and messages
 * @param invoked the operation of an {@code Invoker}; empty for anything else
 * @param writes whether the external system may have been changed by an attempt that did not end
 * @param way which limits it meets
 */
public record CallKind(String operation, String invoked, boolean writes, Way way) {

    /** Which limits of its instance a call meets. Every request that a connector announces meets those of requests. */
    enum Way {
        /** It asks the external system, and meets them all. */
        OUT,
        /** It asks the external system how that is, once, also when nobody else may or can. */
        CHECK,
        /** It brings something: that what goes out fails is no reason to refuse it. */
        IN,
        /** It asks the connector what it can. */
        DESCRIPTION
    }

    static final CallKind PULL = new CallKind("pull", "", false, Way.OUT);
    static final CallKind PUSH = new CallKind("push", "", true, Way.OUT);
    static final CallKind RECEIVE = new CallKind("receive", "", false, Way.IN);
    static final CallKind OPERATIONS = new CallKind("operations", "", false, Way.DESCRIPTION);

    /** A health check, which says nothing about whether callers' calls succeed. */
    public static final CallKind HEALTH = new CallKind("health", "", false, Way.CHECK);

    static CallKind invoke(String operation) {
        return new CallKind("invoke " + operation, operation, true, Way.OUT);
    }

    /** Whether an open circuit breaker refuses it, and its outcome counts there. */
    boolean isGuarded() {
        return way == Way.OUT;
    }

    /**
     * Whether health learns from how it ends. Not from what comes in: whoever knows the address can send a delivery that is
     * refused.
     */
    boolean tellsOfOutside() {
        return way == Way.OUT;
    }

    /** Whether it is one of those of which there may only be so many at the same time. */
    boolean isBounded() {
        return way == Way.OUT || way == Way.IN;
    }

    /** Whether it surely asks the external system, announced or not. */
    boolean asks() {
        return way == Way.OUT || way == Way.CHECK;
    }

    /** Whether it is tried again when it fails. */
    boolean isRetried() {
        return way == Way.OUT || way == Way.IN;
    }
}
