package dev.patchbay.api;

/** What an operator can order a circuit breaker to do; it holds until the next order or until the runtime stops. */
public enum BreakerOrder {
    /** Judge by itself again, from a clean start. */
    RESET,
    /** Refuse all calls, whatever they would have met. */
    OPEN,
    /** Refuse no call, whatever they meet. */
    CLOSE
}
