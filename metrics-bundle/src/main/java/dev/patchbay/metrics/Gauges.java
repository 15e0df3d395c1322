package dev.patchbay.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** Collects the values of one gauge; not thread-safe. */
final class Gauges {
    private final GaugeSnapshot.Builder snapshot;

    Gauges(String name, String help) {
        this.snapshot = GaugeSnapshot.builder().name(name).help(help);
    }

    void add(double value, Labels labels) {
        snapshot.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
    }

    MetricSnapshot snapshot() {
        return snapshot.build();
    }
}
