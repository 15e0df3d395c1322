package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import dev.patchbay.benchmarks.report.Table;
import java.io.IOException;

/**
 * The health of 1,000 instances that take 10 ms each, beside the same sleeps on plain threads. Two measures: of a Java
 * whose virtual threads we use, and of one that has none, so that each has its place on the page.
 */
public final class ManyChecks implements Measure {
    static final int INSTANCES = 1_000;
    private static final int FIRST_WITH_VIRTUAL = 24;

    private final boolean virtual;

    /** @param virtual whether virtual threads are what is measured */
    public ManyChecks(boolean virtual) {
        this.virtual = virtual;
    }

    @Override
    public String name() {
        return virtual ? "health-virtual" : "health";
    }

    @Override
    public String title() {
        return "Health of 1,000 instances that take 10 ms each" + (virtual ? ", with virtual threads" : "");
    }

    @Override
    public boolean fits(int java) {
        return virtual == java >= FIRST_WITH_VIRTUAL;
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        Scene.progress(name() + ", " + scene.rounds() + " rounds");
        Figures figures = new Figures();
        figures.add(scene, ManyChecksRounds.class, Integer.toString(scene.rounds()));
        Table table = new Table("ms", "median of " + scene.rounds(), "to the floor", "95th percentile");
        Samples floor = figures.of(virtual ? ManyChecksRounds.VIRTUAL : ManyChecksRounds.POOL);
        row(
                table,
                "the same sleeps on a pool of 512 threads, none there yet",
                figures.of(ManyChecksRounds.POOL),
                floor);
        row(table, "the same sleeps on a pool of 320", figures.of(ManyChecksRounds.SMALLER_POOL), floor);
        if (virtual) {
            row(table, "the same sleeps on virtual threads, one each", floor, floor);
        }
        row(table, "`healthAll`, each asked anew", figures.of(ManyChecksRounds.OURS), floor);
        row(table, "`healthAll`, each made, and asked for the first time", figures.of(ManyChecksRounds.FIRST), floor);
        return table;
    }

    private static void row(Table table, String title, Samples samples, Samples floor) {
        table.row(
                title,
                Table.figure(samples.median()),
                Table.ratio(samples.median(), floor.median()),
                Table.figure(samples.quantile(0.95)));
    }
}
