package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Table;
import java.io.IOException;

/** As many instances as a large installation has: they come while it runs, and they are there when it starts again. */
public final class ManyInstances implements Measure {
    private static final int INSTANCES = 10_000;

    @Override
    public String name() {
        return "instances";
    }

    @Override
    public String title() {
        return "10,000 instances, until all are READY";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        Figures plain = new Figures();
        Figures files = new Figures();
        Figures yaml = new Figures();
        int rounds = Math.max(1, scene.rounds() / 5);
        for (int round = 1; round <= rounds; round++) {
            Scene.progress("instances, round " + round + " of " + rounds);
            plain.add(scene, "instances", "2000", INSTANCES, 1);
            files.add(scene, "instances", "patchbay", INSTANCES, 1);
            yaml.add(scene, "yaml", "patchbay", INSTANCES, 1);
        }
        Table table = new Table(
                "ms, median of " + rounds,
                "dropped",
                "to File Install alone",
                "started again",
                "to File Install alone");
        add(table, "File Install and ConfigurationAdmin alone, 10,000 files", plain, plain);
        add(table, "Patchbay, 10,000 `.cfg` files", files, plain);
        add(table, "Patchbay, one YAML file", yaml, plain);
        return table;
    }

    private static void add(Table table, String title, Figures figures, Figures floor) {
        double dropped = figures.of("dropped").median();
        double again = figures.of("again").median();
        table.row(
                title,
                Table.figure(dropped),
                Table.ratio(dropped, floor.of("dropped").median()),
                Table.figure(again),
                Table.ratio(again, floor.of("again").median()));
    }
}
