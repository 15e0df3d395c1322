package dev.patchbay.metrics;

import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** How the instances stand at one moment, as gauges. Limits are shown of those that somebody uses. Not thread-safe. */
final class InstanceGauges {
    /** So many instances, and tenants, have series of their own; the first by their ids. */
    private static final int MOST = 10_000;

    private final Gauges instances =
            new Gauges("patchbay_instances", "Instances, by their state and the tenant that they belong to.");
    private final Gauges health = new Gauges(
            "patchbay_instance_health",
            "Health of an instance: 1 UP, 0.5 DEGRADED, 0 DOWN; none if nobody has looked.");
    private final Gauges breaker =
            new Gauges("patchbay_breaker_state", "The state of an instance's circuit breaker: 1 for the one it is in.");
    private final Gauges running = new Gauges("patchbay_calls_running", "Calls that are under way.");
    private final Gauges runningLimit =
            new Gauges("patchbay_calls_running_limit", "How many calls may be under way at the same time.");
    private final Gauges rateLimit =
            new Gauges("patchbay_requests_per_minute_limit", "The limit of requests a minute.");
    private final Gauges permits =
            new Gauges("patchbay_request_permits", "Requests that could be made now without waiting.");
    private final Gauges pause = new Gauges(
            "patchbay_pause_seconds", "How long the external system has asked to wait, by what is left of it.");
    private final Gauges leftOut =
            new Gauges("patchbay_instances_left_out", "Instances that are too many to have series of their own.");

    /** @param limits of an instance; empty if it has none or has gone */
    static List<MetricSnapshot> of(List<InstanceStatus> statuses, Function<InstanceId, Optional<LimitStatus>> limits) {
        InstanceGauges gauges = new InstanceGauges();
        gauges.countStates(statuses);
        statuses.stream().limit(MOST).forEach(each -> gauges.add(each, limits));
        gauges.leftOut.add(Math.max(0, statuses.size() - MOST), Labels.EMPTY);
        return gauges.snapshots();
    }

    private void countStates(List<InstanceStatus> statuses) {
        Map<Labels, Integer> counts = new TreeMap<>();
        for (InstanceStatus each : statuses) {
            Labels labels = labels(each, each.id().tenant());
            boolean room = counts.size() < MOST || counts.containsKey(labels);
            counts.merge(room ? labels : labels(each, Series.OTHER), 1, Integer::sum);
        }
        counts.forEach((labels, count) -> instances.add(count, labels));
    }

    private static Labels labels(InstanceStatus status, String tenant) {
        return Labels.of(
                CallMetrics.TYPE,
                status.id().type(),
                CallMetrics.TENANT,
                tenant,
                "state",
                status.state().name());
    }

    private void add(InstanceStatus status, Function<InstanceId, Optional<LimitStatus>> limits) {
        InstanceId id = status.id();
        Labels labels = Labels.of(
                CallMetrics.TYPE, id.type(), CallMetrics.INSTANCE, id.toString(), CallMetrics.TENANT, id.tenant());
        if (status.health().status() != Health.Status.UNKNOWN) {
            health.add(value(status.health().status()), labels);
        }
        if (status.state() == InstanceState.ACTIVE) {
            limits.apply(id).ifPresent(each -> add(each, labels));
        }
    }

    private void add(LimitStatus status, Labels labels) {
        breaker.add(1, labels.add("state", status.breaker().name()));
        running.add(status.concurrentCalls(), labels);
        runningLimit.add(status.maxConcurrentCalls(), labels);
        status.ratePerMinute().ifPresent(each -> rateLimit.add(each, labels));
        status.permits().ifPresent(each -> permits.add(each, labels));
        status.pausedFor().ifPresent(each -> pause.add(each.toMillis() / 1e3, labels));
    }

    private static double value(Health.Status status) {
        return switch (status) {
            case UP -> 1;
            case DEGRADED -> 0.5;
            case DOWN, UNKNOWN -> 0;
        };
    }

    private List<MetricSnapshot> snapshots() {
        return List.of(instances, health, breaker, running, runningLimit, rateLimit, permits, pause, leftOut).stream()
                .map(Gauges::snapshot)
                .toList();
    }
}
