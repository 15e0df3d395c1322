package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import dev.patchbay.benchmarks.report.Table;
import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.Running;
import java.io.IOException;
import java.util.List;

/** How long somebody waits who types a verb, beside a JVM that does nothing. */
public final class ClientTime implements Measure {

    @Override
    public String name() {
        return "client";
    }

    @Override
    public String title() {
        return "`./patchbay list`, as typed, ten instances";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        Samples nothing = new Samples();
        Samples list = new Samples();
        try (BenchmarkHome home = scene.home('~');
                Running running = Running.start(scene.checkout().runtime(home.path()))) {
            Scene.progress("client, " + scene.rounds() + " times; " + running.line());
            List<String> typed = scene.checkout().typed(home.path(), "list");
            for (int round = 0; round <= scene.rounds(); round++) {
                double idle = time(scene.checkout().nothing());
                double asked = time(typed);
                // The first of a kind reads what the others find in memory.
                if (round > 0) {
                    nothing.add(idle);
                    list.add(asked);
                }
            }
        }
        return new Table("ms, median of " + scene.rounds(), "until it ends", "to the JVM alone")
                .row("a JVM with an empty `main`", Table.figure(nothing.median()), "1.00")
                .row("`./patchbay list`", Table.figure(list.median()), Table.ratio(list.median(), nothing.median()));
    }

    private static double time(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Scene.output(command);
        return (System.nanoTime() - begin) / 1e6;
    }
}
