package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Table;
import java.io.IOException;

/** What an instance that nobody calls costs in memory: the heap after collection with many, less that with a few. */
public final class InstanceHeap implements Measure {
    private static final int FEW = 100;
    private static final int MANY = 10_000;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String title() {
        return "Heap of an idle instance, 10,000 of them";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        double plain = bytes(scene, "File Install alone", "heap", "2000");
        double held = bytes(scene, "ConfigurationAdmin alone", "held", "2000");
        double ours = bytes(scene, "Patchbay", "heap", "patchbay");
        return new Table("", "bytes an instance")
                .row("File Install and ConfigurationAdmin alone", Table.figure(plain))
                .row("of that, ConfigurationAdmin and who is given the configurations", Table.figure(held))
                .row("Patchbay, ConfigurationAdmin included", Table.figure(ours))
                .row("of that, Patchbay's own", Table.figure(ours - held));
    }

    private static double bytes(Scene scene, String title, String measure, String candidate)
            throws IOException, InterruptedException {
        Scene.progress("heap, " + title);
        Figures few = new Figures();
        few.add(scene, measure, candidate, FEW, 1);
        Figures many = new Figures();
        many.add(scene, measure, candidate, MANY, 1);
        return (many.of("bytes").median() - few.of("bytes").median()) / (MANY - FEW);
    }
}
