package dev.patchbay.registry.shell;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Limits as a test wants them. */
record MemoryLimits(
        InstanceId id,
        LimitStatus.Breaker breaker,
        int failures,
        Optional<Duration> openFor,
        OptionalInt ratePerMinute,
        OptionalInt permits,
        Optional<Duration> pausedFor,
        Map<String, LimitStatus> tenants)
        implements LimitStatus {

    static MemoryLimits none(InstanceId id) {
        return new MemoryLimits(
                id,
                Breaker.CLOSED,
                0,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Map.of());
    }

    MemoryLimits with(Breaker other) {
        return new MemoryLimits(id, other, failures, openFor, ratePerMinute, permits, pausedFor, tenants);
    }

    MemoryLimits with(String tenant, LimitStatus share) {
        Map<String, LimitStatus> more = new TreeMap<>(tenants);
        more.put(tenant, share);
        return new MemoryLimits(id, breaker, failures, openFor, ratePerMinute, permits, pausedFor, more);
    }

    @Override
    public int failureThreshold() {
        return 5;
    }

    @Override
    public int concurrentCalls() {
        return 2;
    }

    @Override
    public int maxConcurrentCalls() {
        return 64;
    }
}
