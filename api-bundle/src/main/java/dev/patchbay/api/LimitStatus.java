package dev.patchbay.api;

import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** How the circuit breaker and the limits of an instance stood at one moment. Immutable. */
@ProviderType
public interface LimitStatus {

    /** The states of a circuit breaker. */
    enum Breaker {
        /** Lets calls through and counts failures. */
        CLOSED,
        /** Refuses calls after too many failures, for a while. */
        OPEN,
        /** Lets one call through to see whether the external system is back. */
        HALF_OPEN,
        /** Refuses calls because an operator has said so. */
        FORCED_OPEN,
        /** Lets all calls through because an operator has said so. */
        FORCED_CLOSED
    }

    InstanceId id();

    Breaker breaker();

    /** Failures in a row that the breaker has counted. */
    int failures();

    /** After how many of them it opens. */
    int failureThreshold();

    /** How long it stays open; empty unless it is {@link Breaker#OPEN}. */
    Optional<Duration> openFor();

    /** The limit of requests a minute; empty if there is none. */
    OptionalInt ratePerMinute();

    /** Requests that could be made now without waiting; empty if there is no limit. */
    OptionalInt permits();

    /** How long the external system has asked to wait, by what is left of it; empty if it has not. */
    Optional<Duration> pausedFor();

    int concurrentCalls();

    int maxConcurrentCalls();
}
