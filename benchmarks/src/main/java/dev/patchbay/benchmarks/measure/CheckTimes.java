package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Table;
import dev.patchbay.benchmarks.scene.ConnectorBundles;
import dev.patchbay.benchmarks.scene.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the checks of a connector of 1 MB cost, beside what the framework itself does with it. */
public final class CheckTimes implements Measure {

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public String title() {
        return "The checks of a connector's JAR of 1 MB";
    }

    @Override
    public Table measure(Scene scene) throws IOException, InterruptedException {
        int processes = Math.max(3, scene.rounds() / 3);
        int rounds = scene.rounds() * 2;
        Figures figures = new Figures();
        try (WorkFolder work = WorkFolder.create()) {
            Path large = ConnectorBundles.makeLarge(work.path(), scene.types().get(0));
            for (int process = 1; process <= processes; process++) {
                Scene.progress("checks, process " + process + " of " + processes);
                figures.add(scene, CheckRounds.class, Integer.toString(rounds), large.toString());
            }
        }
        return table(figures, processes, rounds);
    }

    private static Table table(Figures figures, int processes, int rounds) {
        Table table = new Table(
                "ms",
                "first of a process, median of " + processes,
                "to Felix",
                "later, median of " + processes * rounds,
                "to Felix");
        row(table, figures, "install and resolve, by Felix alone", List.of(CheckRounds.FELIX));
        row(table, figures, "reading all of it", List.of(CheckRounds.BYTES));
        row(table, figures, "linkage", List.of(CheckRounds.LINKAGE));
        row(table, figures, "both, as done with every JAR", List.of(CheckRounds.BYTES, CheckRounds.LINKAGE));
        row(table, figures, "requirements in words", List.of(CheckRounds.REQUIREMENTS));
        row(table, figures, "all three", CheckRounds.CHECKS);
        return table;
    }

    private static void row(Table table, Figures figures, String title, List<String> parts) {
        double first = sum(parts, each -> figures.of(CheckRounds.FIRST + each).median());
        double later = sum(parts, each -> figures.of(each).median());
        table.row(
                title,
                Table.figure(first),
                Table.ratio(
                        first, figures.of(CheckRounds.FIRST + CheckRounds.FELIX).median()),
                Table.figure(later),
                Table.ratio(later, figures.of(CheckRounds.FELIX).median()));
    }

    private static double sum(List<String> parts, ToDoubleFunction<String> median) {
        return parts.stream().mapToDouble(median).sum();
    }
}
