package dev.patchbay.api;

import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How the circuit breaker and the limits of an instance stood at one moment. Immutable.
 *
 * <p>Of an instance that is shared, each other tenant that calls it has a circuit breaker of its own, and a share of places and
 * requests within those of all: {@link #tenants}. A tenant is told its own share.
 */
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

    /**
     * What tenants other than the instance's own have, by their names. One that has used nothing of it lately may be missing.
     * Empty if the instance is not shared, and in what a tenant is told.
     */
    Map<String, LimitStatus> tenants();
}
