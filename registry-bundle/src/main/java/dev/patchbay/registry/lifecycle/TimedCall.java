package dev.patchbay.registry.lifecycle;

import dev.patchbay.spi.CallContext;

/** A call that knows what is left of its time, whatever the clock of the system is set to meanwhile. */
public interface TimedCall extends CallContext {

    /** Until the deadline, in nanoseconds; not less than 0. */
    long leftNanos();
}
