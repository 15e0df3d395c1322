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
        double plain = bytes(scene, "File Install alone", "2000");
        double ours = bytes(scene, "Patchbay", "patchbay");
        return new Table("", "bytes an instance")
                .row("File Install and ConfigurationAdmin alone", Table.figure(plain))
                .row("Patchbay, those included", Table.figure(ours))
                .row("Patchbay's more", Table.figure(ours - plain));
    }

    private static double bytes(Scene scene, String title, String candidate) throws IOException, InterruptedException {
        Scene.progress("heap, " + title);
        Figures few = new Figures();
        few.add(scene, "heap", candidate, FEW, 1);
        Figures many = new Figures();
        many.add(scene, "heap", candidate, MANY, 1);
        return (many.of("bytes").median() - few.of("bytes").median()) / (MANY - FEW);
    }
}
