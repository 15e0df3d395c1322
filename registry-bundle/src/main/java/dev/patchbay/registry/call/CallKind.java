package dev.patchbay.registry.call;

/**
 * What is asked of a connector.
 *
 * @param operation its name in logs and messages
 * @param invoked the operation of an {@code Invoker}; empty for anything else
 * @param writes whether the external system may have been changed by an attempt that did not end
 */
public record CallKind(String operation, String invoked, boolean writes) {
    static final CallKind PULL = new CallKind("pull", "", false);
    static final CallKind PUSH = new CallKind("push", "", true);
    static final CallKind RECEIVE = new CallKind("receive", "", false);
    static final CallKind OPERATIONS = new CallKind("operations", "", false);

    /** A health check, which says nothing about whether callers' calls succeed. */
    public static final CallKind HEALTH = new CallKind("health", "", false);

    static CallKind invoke(String operation) {
        return new CallKind("invoke " + operation, operation, true);
    }
}
