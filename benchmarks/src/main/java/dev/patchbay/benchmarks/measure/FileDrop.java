package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import dev.patchbay.benchmarks.report.Table;
import java.io.IOException;

/** From the moment a .cfg file has its name in config/ until a call is answered by what it says. */
public final class FileDrop implements Measure {

    @Override
    public String name() {
        return "drop";
    }

    @Override
    public String title() {
        return "A .cfg file dropped or edited, until a call is answered by it";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        Table table = new Table("ms", "dropped, median", "95th percentile", "edited, median", "95th percentile");
        add(table, scene, "File Install alone, every 2 s", "2000", Math.max(5, scene.rounds() / 2));
        add(table, scene, "File Install alone, every 100 ms", "100", scene.rounds() * 2);
        add(table, scene, "Patchbay", "patchbay", scene.rounds() * 4);
        return table;
    }

    private static void add(Table table, Scene scene, String title, String candidate, int rounds)
            throws IOException, InterruptedException {
        Scene.progress("drop, " + title + ", " + rounds + " times");
        Figures figures = new Figures();
        figures.add(scene, "drops", candidate, rounds, 1);
        Samples dropped = figures.of("dropped");
        Samples edited = figures.of("edited");
        table.row(
                title,
                Table.figure(dropped.median()),
                Table.figure(dropped.quantile(0.95)),
                Table.figure(edited.median()),
                Table.figure(edited.quantile(0.95)));
    }
}
