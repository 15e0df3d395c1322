package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Instance;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The attempts of a call on a thread of the runtime. Once its caller has left though it goes on, it has failed, and that counts
 * at once: nobody knows whether it ever ends, and how it does counts no more.
 */
final class IsolatedAttempts<T> implements IsolatedWork<T> {
    private final Instance instance;
    /** Null if nothing serves the instance. */
    private final ConnectorSlot slot;

    private final Supplier<CallScope> begin;
    private final Function<CallScope, T> attempts;
    /** Null until a thread has begun it. */
    private volatile CallScope call;

    /** @param begin on the thread that makes the call */
    IsolatedAttempts(
            Instance instance, ConnectorSlot slot, Supplier<CallScope> begin, Function<CallScope, T> attempts) {
        this.instance = instance;
        this.slot = slot;
        this.begin = begin;
        this.attempts = attempts;
    }

    @Override
    public T call() {
        CallScope begun = begin.get();
        call = begun;
        return attempts.apply(begun);
    }

    @Override
    public void abandoned(ConnectorException failure) {
        CallScope begun = call;
        if (begun != null && slot != null) {
            begun.abandon();
            Outcomes.abandoned(begun, slot, instance.limits(begun.tenant(), begun.time()), begun.told(failure));
        }
    }
}
