package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import dev.patchbay.benchmarks.report.Table;
import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.PlainFelix;
import dev.patchbay.benchmarks.scene.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * From the order to start a process until all connectors are there and all instances are READY. Each round starts every
 * candidate twice: first on a home without data/, then on what that has left.
 */
public final class ColdStart implements Measure {
    private static final String WITH_ARCHIVE = "`./patchbay run` with its class-data archive";
    private static final long ARCHIVE_SECONDS = 120;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String title() {
        return "Start of a process with ten connectors and ten instances";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        List<Starter> starters = List.of(
                new Starter(
                        "plain Felix, the same bundles without ours",
                        '-',
                        home -> scene.checkout()
                                .plain(
                                        home.path(),
                                        scene.types().size(),
                                        scene.types().size(),
                                        PlainFelix.USUAL_POLL)),
                new Starter(
                        "Patchbay embedded in a host",
                        '~',
                        home -> scene.checkout().embedded(home.path())),
                new Starter(
                        "Patchbay as a process of its own",
                        '~',
                        home -> scene.checkout().runtime(home.path())),
                new Starter(
                        "`./patchbay run` as typed",
                        '~',
                        home -> scene.checkout().typed(home.path(), "run", "--no-shell")),
                new Starter(WITH_ARCHIVE, '~', home -> scene.checkout().typed(home.path(), "run", "--no-shell")));
        List<Entry> entries = new ArrayList<>();
        try {
            for (Starter starter : starters) {
                entries.add(new Entry(starter, scene.home(starter.separator())));
            }
            requireAllReady(scene, entries.get(entries.size() - 1));
            for (Entry entry : entries) {
                if (entry.starter.title().equals(WITH_ARCHIVE)) {
                    makeArchive(entry);
                }
            }
            for (int round = 1; round <= scene.rounds(); round++) {
                Scene.progress("start, round " + round + " of " + scene.rounds());
                List<Entry> order = new ArrayList<>(entries);
                // Whoever comes first may find the machine otherwise than whoever comes last.
                Collections.rotate(order, round);
                for (Entry entry : order) {
                    entry.round();
                }
            }
            return table(entries);
        } finally {
            for (Entry entry : entries) {
                entry.home.close();
            }
        }
    }

    /** What is timed below ends when the runtime says that it is ready: once, it is asked whether that is so. */
    private static void requireAllReady(Scene scene, Entry entry) throws IOException, InterruptedException {
        try (Running running = entry.start()) {
            String list = Scene.output(scene.checkout().typed(entry.home.path(), "list", "--json"));
            int ready = list.split("\"READY\"", -1).length - 1;
            if (ready != scene.types().size()) {
                throw new IOException("of " + scene.types().size() + " instances, " + ready + " are READY after '"
                        + running.line() + "':\n" + list);
            }
        }
    }

    /** As the runtime makes it in the background, only at once. */
    private static void makeArchive(Entry entry) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "JAVA_OPTS=-Dpatchbay.archive.delay=0"));
        command.addAll(entry.starter.command().on(entry.home));
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARCHIVE_SECONDS);
        try (Running running = Running.start(command)) {
            while (!entry.home.hasArchive()) {
                if (System.nanoTime() > limit) {
                    throw new IOException("no class-data archive within " + ARCHIVE_SECONDS + " s of '" + running.line()
                            + "'; is PATCHBAY_CDS off?");
                }
                Thread.sleep(100);
            }
        }
    }

    private static Table table(List<Entry> entries) {
        Table table =
                new Table("ms, median (quartiles)", "first start", "to plain Felix", "second start", "to plain Felix");
        Entry floor = entries.get(0);
        for (Entry entry : entries) {
            table.row(
                    entry.starter.title(),
                    spread(entry.first),
                    Table.ratio(entry.first.median(), floor.first.median()),
                    spread(entry.second),
                    Table.ratio(entry.second.median(), floor.second.median()));
        }
        return table;
    }

    private static String spread(Samples samples) {
        return Table.figure(samples.median()) + " (" + Table.figure(samples.quantile(0.25)) + " to "
                + Table.figure(samples.quantile(0.75)) + ")";
    }

    @FunctionalInterface
    private interface Command {
        List<String> on(BenchmarkHome home) throws IOException;
    }

    /** A way to start; the separator stands between type and name in the names of files. */
    private record Starter(String title, char separator, Command command) {}

    private static final class Entry {
        private final Starter starter;
        private final BenchmarkHome home;
        private final Samples first = new Samples();
        private final Samples second = new Samples();

        Entry(Starter starter, BenchmarkHome home) {
            this.starter = starter;
            this.home = home;
        }

        Running start() throws IOException {
            return Running.start(starter.command().on(home));
        }

        void round() throws IOException, InterruptedException {
            home.forget();
            for (Samples samples : List.of(first, second)) {
                try (Running running = start()) {
                    samples.add(running.millis());
                }
            }
        }
    }
}
