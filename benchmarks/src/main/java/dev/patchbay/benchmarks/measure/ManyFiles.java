package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Table;
import java.io.IOException;

/** Many files renamed into config/ at once, until all of their instances are READY; each time in a fresh process. */
public final class ManyFiles implements Measure {
    private static final int FILES = 2_000;

    @Override
    public String name() {
        return "files";
    }

    @Override
    public String title() {
        return "2,000 .cfg files at once, until all instances are READY";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        Figures plain = new Figures();
        Figures ours = new Figures();
        int rounds = Math.max(3, scene.rounds() / 3);
        for (int round = 1; round <= rounds; round++) {
            Scene.progress("files, round " + round + " of " + rounds);
            plain.add(scene, "files", "2000", FILES, 1);
            ours.add(scene, "files", "patchbay", FILES, 1);
        }
        double floor = plain.of("files").median();
        double median = ours.of("files").median();
        return new Table("ms, median of " + rounds, "until the last", "to File Install alone")
                .row("File Install and ConfigurationAdmin alone, every 2 s", Table.figure(floor), "1.00")
                .row("Patchbay", Table.figure(median), Table.ratio(median, floor));
    }
}
