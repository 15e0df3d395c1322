package dev.patchbay.metrics;

import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
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
    private final Gauges breaker = new Gauges(
            "patchbay_breaker_state", "The state of the circuit breaker of a tenant's calls: 1 for the one it is in.");
    private final LimitGauges limits = new LimitGauges("patchbay_", "");
    private final LimitGauges shares =
            new LimitGauges("patchbay_share_", " Of what one tenant may use of a shared one.");
    private final Gauges pause = new Gauges(
            "patchbay_pause_seconds", "How long the external system has asked to wait, by what is left of it.");
    private final Gauges leftOut =
            new Gauges("patchbay_instances_left_out", "Instances that are too many to have series of their own.");
    private final Gauges sharesLeftOut =
            new Gauges("patchbay_shares_left_out", "Shares of tenants that are too many to have series of their own.");
    private int sharesShown;
    private int sharesHidden;

    /** @param limits of an instance; empty if it has none or has gone */
    static List<MetricSnapshot> of(List<InstanceStatus> statuses, Function<InstanceId, Optional<LimitStatus>> limits) {
        InstanceGauges gauges = new InstanceGauges();
        gauges.countStates(statuses);
        statuses.stream().limit(MOST).forEach(each -> gauges.add(each, limits));
        gauges.leftOut.add(Math.max(0, statuses.size() - MOST), Labels.EMPTY);
        gauges.sharesLeftOut.add(gauges.sharesHidden, Labels.EMPTY);
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

    private void add(InstanceStatus status, Function<InstanceId, Optional<LimitStatus>> of) {
        InstanceId id = status.id();
        Labels labels = labels(id, id.tenant());
        if (status.health().status() != Health.Status.UNKNOWN) {
            health.add(value(status.health().status()), labels);
        }
        if (status.state() == InstanceState.ACTIVE) {
            of.apply(id).ifPresent(each -> add(id, each));
        }
    }

    private void add(InstanceId id, LimitStatus status) {
        Labels labels = labels(id, id.tenant());
        add(status, labels, limits);
        limits.addRunning(ofOwner(status), labels);
        status.pausedFor().ifPresent(each -> pause.add(each.toMillis() / 1e3, labels));
        status.tenants().forEach((tenant, share) -> {
            if (sharesShown < MOST) {
                sharesShown++;
                add(share, id, tenant);
            } else {
                sharesHidden++;
            }
        });
    }

    private void add(LimitStatus share, InstanceId id, String tenant) {
        Labels labels = labels(id, tenant);
        add(share, labels, shares);
        limits.addRunning(share.concurrentCalls(), labels);
        shares.addRunning(share.concurrentCalls(), labels);
    }

    /** Calls of the tenant that it belongs to: the total has those of all others too, looked at a moment earlier. */
    private static int ofOwner(LimitStatus status) {
        int others = status.tenants().values().stream()
                .mapToInt(LimitStatus::concurrentCalls)
                .sum();
        return Math.max(0, status.concurrentCalls() - others);
    }

    private void add(LimitStatus status, Labels labels, LimitGauges gauges) {
        breaker.add(1, labels.add("state", status.breaker().name()));
        gauges.add(status, labels);
    }

    private static Labels labels(InstanceId id, String tenant) {
        return Labels.of(CallMetrics.TYPE, id.type(), CallMetrics.INSTANCE, id.toString(), CallMetrics.TENANT, tenant);
    }

    private static double value(Health.Status status) {
        return switch (status) {
            case UP -> 1;
            case DEGRADED -> 0.5;
            case DOWN, UNKNOWN -> 0;
        };
    }

    private List<MetricSnapshot> snapshots() {
        List<MetricSnapshot> all = new ArrayList<>();
        List.of(instances, health, breaker, pause, leftOut, sharesLeftOut).forEach(each -> all.add(each.snapshot()));
        all.addAll(limits.snapshots());
        all.addAll(shares.snapshots());
        return all;
    }
}
