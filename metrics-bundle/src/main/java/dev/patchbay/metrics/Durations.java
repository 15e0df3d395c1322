package dev.patchbay.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;

/** How long things took, by buckets. Thread-safe: one thread adds, and others look. */
final class Durations {
    /** From what a service beside us takes to what an attempt may take. In seconds. */
    private static final double[] BOUNDS = {0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY};

    private static final double NANOS = 1e9;

    private final long[] counts = new long[BOUNDS.length]; // guarded by this
    private double sum; // guarded by this

    synchronized void add(Duration took) {
        double seconds = took.toNanos() / NANOS;
        int bucket = 0;
        while (seconds > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sum += seconds;
    }

    synchronized HistogramDataPointSnapshot snapshot(Labels labels) {
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, counts))
                .sum(sum)
                .build();
    }
}
