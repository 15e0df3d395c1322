package dev.patchbay.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The values of one metric, one for each combination of its labels, and so many of them at most: what comes beyond is
 * counted together, with {@link #OTHER} in place of every label but the first and those whose values are few. Thread-safe.
 */
final class Series<V> {
    static final String OTHER = "other";

    private final int most;
    private final int few;
    private final Supplier<V> fresh;
    private final LongSupplier clock;
    private final String[] names;
    private final Map<List<String>, Entry<V>> entries = new ConcurrentHashMap<>();

    /** @param few how many of the labels, from the last one on, have few values whatever happens */
    Series(int most, int few, Supplier<V> fresh, LongSupplier clock, String... names) {
        this.most = most;
        this.few = few;
        this.fresh = fresh;
        this.clock = clock;
        this.names = names.clone();
    }

    /** The value for these labels, in the order of their names. */
    V at(String... values) {
        List<String> key = List.of(values);
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            entry = entries.size() < most ? make(key) : make(others(values));
        }
        entry.touched = clock.getAsLong();
        return entry.value;
    }

    void forgetIf(Departure departure) {
        entries.values().removeIf(each -> departure.isOf(each.labels, each.touched));
    }

    void forEach(BiConsumer<Labels, V> action) {
        entries.values().forEach(each -> action.accept(each.labels, each.value));
    }

    private Entry<V> make(List<String> key) {
        return entries.computeIfAbsent(
                key, any -> new Entry<>(Labels.of(names, key.toArray(String[]::new)), fresh.get()));
    }

    private List<String> others(String... values) {
        List<String> key = new ArrayList<>(List.of(values));
        for (int index = 1; index < key.size() - few; index++) {
            key.set(index, OTHER);
        }
        return List.copyOf(key);
    }

    private static final class Entry<V> {
        final Labels labels;
        final V value;
        volatile long touched;

        Entry(Labels labels, V value) {
            this.labels = labels;
            this.value = value;
        }
    }
}
