package dev.patchbay.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures of one kind, measured again and again; not thread-safe. */
public final class Samples {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public int count() {
        return values.size();
    }

    public double median() {
        return quantile(0.5);
    }

    /**
     * The value below which a share of all lies, between two neighbours in proportion.
     *
     * @param share 0 to 1
     * @throws IllegalStateException if nothing was measured
     */
    public double quantile(double share) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double position = share * (sorted.size() - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}
