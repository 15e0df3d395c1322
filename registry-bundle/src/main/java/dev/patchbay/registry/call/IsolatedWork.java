package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import java.util.concurrent.Callable;

/** What is done on a thread of the runtime, while somebody waits for it. */
@FunctionalInterface
interface IsolatedWork<T> extends Callable<T> {

    /**
     * By whoever has waited, and does so no longer though it goes on.
     *
     * @param failure what the caller is told
     */
    default void abandoned(ConnectorException failure) {}
}
