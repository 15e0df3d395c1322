package dev.patchbay.spi;

import dev.patchbay.model.Health;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A connection to one external system with the settings of one instance. What it can do is told by the interfaces it
 * implements besides: {@link Source}, {@link Sink}, {@link WebhookReceiver}, {@link Invoker}.
 *
 * <p>All methods are called from many threads at once, but for {@link #connect} and {@link #close}, which are called
 * once. Failures are told by {@link dev.patchbay.model.ConnectorException}; anything else that is thrown counts as a
 * fault of the connector.
 */
@ConsumerType
public interface Connector extends AutoCloseable {

    /** Called once, on the thread of the first call and within its deadline, before anything else. */
    default void connect(CallContext call) {}

    /**
     * Looks whether calls would succeed now, with the cheapest request that shows it, and says what is wrong in one
     * sentence if not. Called on a thread of the runtime, within a deadline.
     */
    Health health(CallContext call);

    /** Called once, after the last call has ended or was given up: releases every thread, connection and file. */
    @Override
    void close();
}
