package dev.patchbay.metrics;

import dev.patchbay.api.LimitStatus;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.stream.Stream;

/** How much of their limits is used, as gauges: of whole instances, or of the shares of tenants. Not thread-safe. */
final class LimitGauges {
    private final Gauges running;
    private final Gauges runningLimit;
    private final Gauges rateLimit;
    private final Gauges permits;

    /** @param whose what their help says beside what they are */
    LimitGauges(String prefix, String whose) {
        this.running = new Gauges(prefix + "calls_running", "Calls that are under way." + whose);
        this.runningLimit =
                new Gauges(prefix + "calls_running_limit", "How many calls may be under way at the same time." + whose);
        this.rateLimit = new Gauges(prefix + "requests_per_minute_limit", "The limit of requests a minute." + whose);
        this.permits =
                new Gauges(prefix + "request_permits", "Requests that could be made now without waiting." + whose);
    }

    void addRunning(int calls, Labels labels) {
        running.add(calls, labels);
    }

    void add(LimitStatus status, Labels labels) {
        runningLimit.add(status.maxConcurrentCalls(), labels);
        status.ratePerMinute().ifPresent(each -> rateLimit.add(each, labels));
        status.permits().ifPresent(each -> permits.add(each, labels));
    }

    List<MetricSnapshot> snapshots() {
        return Stream.of(running, runningLimit, rateLimit, permits)
                .map(Gauges::snapshot)
                .toList();
    }
}
