package dev.patchbay.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted, at one moment, as the library writes it. */
final class Snapshots {
    private Snapshots() {}

    /** @param name without {@code _total} */
    static CounterSnapshot counter(String name, String help, Series<AtomicLong> series) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        series.forEach((labels, count) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(count.get())
                .build()));
        return counter.build();
    }

    static CounterSnapshot counter(String name, String help, long count) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value(count).build())
                .build();
    }

    static HistogramSnapshot histogram(String name, String help, Series<Durations> series) {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help).unit(Unit.SECONDS);
        series.forEach((labels, durations) -> histogram.dataPoint(durations.snapshot(labels)));
        return histogram.build();
    }
}
