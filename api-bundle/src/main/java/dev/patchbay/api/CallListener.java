package dev.patchbay.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of every call: register it as an OSGi service. The integration log and the metrics are such listeners.
 *
 * <p>A listener is told on one thread of the runtime, its own, soon after something has happened and in that order for
 * each call; never on the thread of a call. What waits for it is bounded: a listener that is too slow misses events, which
 * is counted and logged, and one that throws is told the next event as if nothing had been. Neither harms a call. All
 * texts are free of the secrets that the runtime knows.
 */
@ConsumerType
public interface CallListener {

    /** A call has begun; {@link #ended} follows, whatever happens. */
    default void started(CallFacts call) {}

    /** One attempt of it has ended. */
    default void attempted(CallFacts call, CallAttempt attempt) {}

    /** The connector is about to make a request, and was allowed to. */
    default void requested(CallFacts call, CallRequest request) {}

    /** The call has ended: with a result, with a failure, or without having been tried. */
    void ended(CallFacts call, CallEnd end);

    /** So many events were lost since the last time, because this listener was too slow; told before the next event. */
    default void missed(long events) {}
}
