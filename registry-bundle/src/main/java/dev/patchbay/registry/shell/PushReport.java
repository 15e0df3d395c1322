package dev.patchbay.registry.shell;

import dev.patchbay.model.PushResult;

/** Where it is told what became of pushed records, which are counted from 1 over all batches. */
interface PushReport {

    /** @param first the number of the batch's first record */
    void batch(long first, PushResult result);

    /** The call for these records failed; why is told elsewhere. */
    void failed(long first, long last);

    /** Called once, also after a failure. */
    void end(long accepted, long rejected);
}
