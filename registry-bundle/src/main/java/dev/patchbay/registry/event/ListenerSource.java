package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;

/** Where a listener comes from: asking for it may run foreign code, and so is done on its own thread only. */
interface ListenerSource {

    /** Whose it is, for the log. */
    String name();

    /** Null leaves the thread with the runtime's own. */
    ClassLoader loader();

    /** Null if it cannot be had, which has been logged then. */
    CallListener take();

    /** Nobody calls it any more; once for each that was taken. */
    void giveBack(CallListener listener);
}
