package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;

/**
 * Something that has happened in a call, or to those who call, on its way to the listeners. Whatever can be made of it later
 * is not made on the thread of the call: texts are cleaned, and times computed, when a listener asks for them. Until then it
 * is only read, by any number of listeners at the same time: a processor that writes to what another has just made waits.
 */
interface CallEvent {

    /** Tells a listener, on that listener's thread; other threads may be telling theirs. */
    void tell(CallListener listener);
}
