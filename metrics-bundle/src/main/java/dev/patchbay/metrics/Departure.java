package dev.patchbay.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/** Tells which series are of somebody who is no longer there. */
@FunctionalInterface
interface Departure {

    /** @param touched when something was last added to it, by the clock of the series */
    boolean isOf(Labels labels, long touched);
}
