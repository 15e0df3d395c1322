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

/**
 * What a runtime with ten connectors costs while nobody calls, with few and with many files. All candidates idle side by
 * side, for their processor time is counted, which another process does not use up.
 */
public final class IdleProcess implements Measure {
    private static final int QUICK_POLL = 100;
    private static final int MANY_FILES = 10_000;
    private static final long SETTLE_MILLIS = 10_000;
    private static final long WINDOW_MILLIS = 10_000;
    private static final int WINDOWS = 3;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String title() {
        return "A process that idles, with 20 and with 10,000 files in its home";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        List<Usage> few = measure(scene, scene.types().size());
        List<Usage> many = measure(scene, MANY_FILES - scene.types().size());
        List<String> titles =
                List.of("plain Felix, File Install every 2 s", "plain Felix, File Install every 100 ms", "Patchbay");
        Table table = new Table("", "20 files, % of one processor", "resident MB", "10,000 files, %", "resident MB");
        for (int index = 0; index < titles.size(); index++) {
            Usage first = few.get(index);
            Usage second = many.get(index);
            table.row(titles.get(index), first.share(), first.resident(), second.share(), second.resident());
        }
        return table;
    }

    private record Usage(String share, String resident) {}

    /** Of each candidate, in the order of the rows. */
    private static List<Usage> measure(Scene scene, int instances) throws IOException, InterruptedException {
        Scene.progress("idle, " + instances + " instances arrive");
        List<Usage> usages = new ArrayList<>();
        try (BenchmarkHome slow = scene.home('-', instances);
                BenchmarkHome quick = scene.home('-', instances);
                BenchmarkHome ours = scene.home('~', instances);
                Running first = Running.start(plain(scene, slow, instances, PlainFelix.USUAL_POLL));
                Running second = Running.start(plain(scene, quick, instances, QUICK_POLL));
                Running third = Running.start(scene.checkout().runtime(ours.path()))) {
            List<Running> all = List.of(first, second, third);
            List<Samples> shares = watch(all);
            for (int index = 0; index < all.size(); index++) {
                String resident =
                        all.get(index).residentMegabytes().map(String::valueOf).orElse("-");
                usages.add(new Usage(Table.figure(shares.get(index).median()), resident));
            }
        }
        return usages;
    }

    private static List<String> plain(Scene scene, BenchmarkHome home, int instances, int poll) throws IOException {
        return scene.checkout().plain(home.path(), scene.types().size(), instances, poll);
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
