package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import dev.patchbay.benchmarks.report.Table;
import dev.patchbay.benchmarks.scene.IssueServer;
import java.io.IOException;

/** What a pull of many pages through handle, pipeline and connector costs, beside a loop written by hand. */
public final class ManyPages implements Measure {
    private static final int PROCESSES = 5;

    @Override
    public String name() {
        return "pull";
    }

    @Override
    public String title() {
        return "5,000 issues in 50 pages from a local server";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        Figures figures = new Figures();
        String connector = scene.checkout().connector("github").toString();
        for (int process = 1; process <= PROCESSES; process++) {
            Scene.progress("pull, process " + process + " of " + PROCESSES);
            figures.add(scene, ManyPagesRounds.class, Integer.toString(scene.rounds()), connector);
        }
        Samples floor = figures.of(ManyPagesRounds.BY_HAND);
        Table table = new Table(
                "ms",
                "median of " + floor.count(),
                "quartiles",
                "to the loop",
                "a page, median",
                "of it the asking thread's processor time",
                "kB it allocates for a page");
        row(table, "`java.net.http` and Jackson in a loop, written by hand", figures, ManyPagesRounds.BY_HAND);
        row(table, "`registry.get(id).pullAll`, connector `github`", figures, ManyPagesRounds.BY_HANDLE);
        return table;
    }

    private static void row(Table table, String title, Figures figures, String name) {
        Samples samples = figures.of(name);
        Samples floor = figures.of(ManyPagesRounds.BY_HAND);
        table.row(
                title,
                Table.figure(samples.median()),
                Table.figure(samples.quantile(0.25)) + " to " + Table.figure(samples.quantile(0.75)),
                Table.ratio(samples.median(), floor.median()),
                Table.figure(samples.median() / IssueServer.PAGES),
                Table.figure(figures.of(name + ManyPagesRounds.PROCESSOR).median() / IssueServer.PAGES),
                Table.whole(figures.of(name + ManyPagesRounds.ALLOCATED).median() / IssueServer.PAGES / 1_000));
    }
}
