package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import dev.patchbay.benchmarks.report.Table;
import dev.patchbay.benchmarks.scene.ConnectorBundles;
import dev.patchbay.benchmarks.scene.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;

/** From the moment a JAR has its name in deploy/ until its type is there, or its version answers calls. */
public final class JarDrop implements Measure {

    @Override
    public String name() {
        return "jar";
    }

    @Override
    public String title() {
        return "A JAR dropped until its type is there, a newer one beside it until calls are answered by it";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        Table table = new Table("ms", "type there, median", "95th percentile", "newer one, median", "95th percentile");
        int often = scene.rounds() * 2;
        Path small = scene.connectors().get(0);
        try (WorkFolder work = WorkFolder.create()) {
            Path large = ConnectorBundles.makeLarge(work.path(), scene.types().get(0));
            add(table, scene, "`installBundle` and `start`", JarArrivals.DIRECT, often, small);
            add(table, scene, "File Install alone, every 2 s", "2000", Math.max(5, scene.rounds() / 2), small);
            add(table, scene, "File Install alone, every 100 ms", "100", often, small);
            add(table, scene, "Patchbay", JarArrivals.PATCHBAY, often, small);
            add(table, scene, "`installBundle` and `start`, a JAR of 1 MB", JarArrivals.DIRECT, often, large);
            add(table, scene, "Patchbay, a JAR of 1 MB", JarArrivals.PATCHBAY, often, large);
        }
        return table;
    }

    private static void add(Table table, Scene scene, String title, String candidate, int rounds, Path jar)
            throws IOException, InterruptedException {
        Scene.progress("jar, " + title + ", " + rounds + " times");
        Figures figures = new Figures();
        figures.add(scene, JarArrivals.class, candidate, Integer.toString(rounds), jar.toString());
        Samples first = figures.of("first");
        Samples newer = figures.of("newer");
        table.row(
                title,
                Table.figure(first.median()),
                Table.figure(first.quantile(0.95)),
                Table.figure(newer.median()),
                Table.figure(newer.quantile(0.95)));
    }
}
