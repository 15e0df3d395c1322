package dev.patchbay.metrics;

import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Instances, as a registry would tell of them. */
final class Standing {
    private final Map<InstanceId, InstanceStatus> instances = new ConcurrentHashMap<>();
    private final Map<InstanceId, LimitStatus> limits = new ConcurrentHashMap<>();

    /** The metrics of these, and of what was counted. */
    MetricsText text(CallMetrics calls) {
        return new MetricsText(
                calls, () -> new TreeMap<>(instances).values().stream().toList(), this::limits);
    }

    Standing with(String id, InstanceState state) {
        return with(id, state, Health.unknown(""));
    }

    Standing with(String id, InstanceState state, Health health) {
        InstanceId parsed = InstanceId.parse(id);
        instances.put(
                parsed,
                InstanceStatus.builder(parsed)
                        .state(state, "because", Instant.EPOCH)
                        .source("a test")
                        .health(health)
                        .build());
        return this;
    }

    Standing limited(String id, Limits status) {
        limits.put(InstanceId.parse(id), status);
        return this;
    }

    void remove(String id) {
        instances.remove(InstanceId.parse(id));
    }

    private LimitStatus limits(InstanceId id) {
        return Optional.ofNullable(limits.get(id))
                .orElseThrow(() -> new ConnectorException(ErrorCode.CONNECTOR_NOT_FOUND, "'" + id + "' has no limits"));
    }

    record Limits(
            InstanceId id,
            Breaker breaker,
            int concurrentCalls,
            OptionalInt permits,
            Optional<Duration> pausedFor,
            Map<String, LimitStatus> tenants)
            implements LimitStatus {
        @Override
        public int failures() {
            return 0;
        }

        @Override
        public int failureThreshold() {
            return 5;
        }

        @Override
        public Optional<Duration> openFor() {
            return Optional.empty();
        }

        @Override
        public OptionalInt ratePerMinute() {
            return permits.isPresent() ? OptionalInt.of(60) : OptionalInt.empty();
        }

        @Override
        public int maxConcurrentCalls() {
            return 64;
        }
    }
}
