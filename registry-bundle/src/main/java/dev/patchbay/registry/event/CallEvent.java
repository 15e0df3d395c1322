package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;
import dev.patchbay.api.Redaction;

/**
 * Something that has happened in a call, or to those who call, on its way to the listeners. Whatever can be made of it later is not made on the
 * thread of the call: texts are cleaned, and times computed, on the thread of a listener.
 */
interface CallEvent {

    /**
     * Tells a listener, on that listener's thread. Other threads may be telling theirs: each cleans the texts before, so
     * that it surely sees clean ones.
     */
    void tell(CallListener listener, Redaction redaction);
}
