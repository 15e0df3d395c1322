package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import dev.patchbay.benchmarks.report.Table;
import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.PlainFelix;
import dev.patchbay.benchmarks.scene.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a runtime with ten connectors and ten instances costs while nobody calls. All candidates idle side by side. */
public final class IdleProcess implements Measure {
    private static final int QUICK_POLL = 100;
    private static final long SETTLE_MILLIS = 10_000;
    private static final long WINDOW_MILLIS = 10_000;
    private static final int WINDOWS = 3;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String title() {
        return "A process that idles, 20 files in its home";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        int types = scene.types().size();
        Table table = new Table("", "% of one processor", "resident MB");
        try (BenchmarkHome slow = scene.home('-');
                BenchmarkHome quick = scene.home('-');
                BenchmarkHome ours = scene.home('~');
                Running first = Running.start(scene.checkout().plain(slow.path(), types, PlainFelix.USUAL_POLL));
                Running second = Running.start(scene.checkout().plain(quick.path(), types, QUICK_POLL));
                Running third = Running.start(scene.checkout().runtime(ours.path()))) {
            List<Running> all = List.of(first, second, third);
            List<Samples> shares = watch(all);
            List<String> titles = List.of(
                    "plain Felix, File Install every 2 s", "plain Felix, File Install every 100 ms", "Patchbay");
            for (int index = 0; index < all.size(); index++) {
                String resident =
                        all.get(index).residentMegabytes().map(String::valueOf).orElse("-");
                table.row(titles.get(index), Table.figure(shares.get(index).median()), resident);
            }
        }
        return table;
    }

    private static List<Samples> watch(List<Running> all) throws InterruptedException {
        List<Samples> shares = new ArrayList<>();
        all.forEach(each -> shares.add(new Samples()));
        Thread.sleep(SETTLE_MILLIS);
        for (int window = 1; window <= WINDOWS; window++) {
            Scene.progress("idle, window " + window + " of " + WINDOWS);
            List<Duration> before = all.stream().map(Running::processorTime).toList();
            Thread.sleep(WINDOW_MILLIS);
            for (int index = 0; index < all.size(); index++) {
                Duration spent = all.get(index).processorTime().minus(before.get(index));
                shares.get(index).add(100.0 * spent.toMillis() / WINDOW_MILLIS);
            }
        }
        return shares;
    }
}
