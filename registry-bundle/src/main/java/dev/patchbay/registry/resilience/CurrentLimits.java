package dev.patchbay.registry.resilience;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is told of the limits of an instance. */
record CurrentLimits(
        InstanceId id,
        LimitStatus.Breaker breaker,
        int failures,
        int failureThreshold,
        Optional<Duration> openFor,
        OptionalInt ratePerMinute,
        OptionalInt permits,
        Optional<Duration> pausedFor,
        int concurrentCalls,
        int maxConcurrentCalls,
        Map<String, LimitStatus> tenants)
        implements LimitStatus {}
