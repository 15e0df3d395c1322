package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.measure.CheckTimes;
import dev.patchbay.benchmarks.measure.ClientTime;
import dev.patchbay.benchmarks.measure.ColdStart;
import dev.patchbay.benchmarks.measure.FileDrop;
import dev.patchbay.benchmarks.measure.IdleProcess;
import dev.patchbay.benchmarks.measure.InstanceHeap;
import dev.patchbay.benchmarks.measure.JarDrop;
import dev.patchbay.benchmarks.measure.ManyChecks;
import dev.patchbay.benchmarks.measure.ManyFiles;
import dev.patchbay.benchmarks.measure.ManyInstances;
import dev.patchbay.benchmarks.measure.ManyPages;
import dev.patchbay.benchmarks.measure.Measure;
import dev.patchbay.benchmarks.measure.Scene;
import dev.patchbay.benchmarks.micro.MicroMeasure;
import dev.patchbay.benchmarks.report.Machine;
import dev.patchbay.benchmarks.report.Page;
import dev.patchbay.benchmarks.scene.Checkout;
import dev.patchbay.benchmarks.scene.ConnectorBundles;
import dev.patchbay.benchmarks.scene.ConnectorNames;
import dev.patchbay.benchmarks.scene.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The command {@code benchmarks/run}. */
public final class Main {
    private static final int TYPES = 10;

    private static final List<Measure> ALL = List.of(
            new ColdStart(),
            new FileDrop(),
            new JarDrop(),
            new CheckTimes(),
            new ManyFiles(),
            new ManyInstances(),
            new InstanceHeap(),
            new IdleProcess(),
            new ClientTime(),
            new ManyChecks(false),
            new ManyChecks(true),
            new ManyPages(),
            MicroMeasure.calls(),
            MicroMeasure.isolated(),
            MicroMeasure.lookups());

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(CommandLine.parse(
                    List.of(arguments), ALL.stream().map(Measure::name).toList()));
        } catch (CommandLine.UsageException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(CommandLine line) throws IOException, InterruptedException {
        if (!Machine.isCalm()) {
            System.err.println("other programs are at work on this machine: the figures will be too high");
        }
        Checkout checkout = new Checkout(
                Path.of(System.getProperty("patchbay.checkout", "")).toAbsolutePath());
        List<String> types = ConnectorNames.types(TYPES);
        try (WorkFolder work = WorkFolder.create()) {
            List<Path> connectors = ConnectorBundles.make(work.path(), types);
            run(line, new Scene(checkout, types, connectors, line.rounds()));
        }
    }

    private static void run(CommandLine line, Scene scene) throws IOException, InterruptedException {
        int java = Runtime.version().feature();
        for (Measure measure : ALL) {
            if (line.measures().contains(measure.name()) && !measure.fits(java)) {
                System.err.println("'" + measure.name() + "' is not measured with Java " + java
                        + "; set JAVA_HOME to another one");
            } else if (line.measures().contains(measure.name())) {
                String text = measure.measure(scene) + "\n" + Machine.describe() + "; `" + line.asTyped(measure.name())
                        + "`\n";
                System.out.println("### " + measure.title() + "\n\n" + text);
                if (line.writes()) {
                    new Page(scene.checkout().performancePage()).replace(measure.name(), text);
                }
            }
        }
    }
}
