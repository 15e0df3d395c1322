package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.Candidate;
import dev.patchbay.benchmarks.scene.PatchbayCandidate;
import dev.patchbay.benchmarks.scene.PlainCandidate;
import dev.patchbay.benchmarks.scene.WorkFolder;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A measure inside a JVM of its own, in which nothing else has run. Writes one line for each figure: its name, a blank
 * and the figure.
 */
public final class Alone {
    private static final String TYPE = "bench0";

    private final BenchmarkHome home;
    private final Candidate candidate;

    private Alone(BenchmarkHome home, Candidate candidate) {
        this.home = home;
        this.candidate = candidate;
    }

    /**
     * @param arguments what to measure (drops, files, instances, yaml, heap or held), of what ({@code patchbay}, or how often File Install alone
     *     looks, in milliseconds), how many, and the JARs of the connectors
     */
    public static void main(String[] arguments) throws Exception {
        String measure = arguments[0];
        int count = Integer.parseInt(arguments[2]);
        List<Path> connectors = Arrays.stream(arguments[3].split(File.pathSeparator))
                .map(Path::of)
                .toList();
        try (BenchmarkHome home = BenchmarkHome.create(WorkFolder.create(), connectors)) {
            try (Candidate candidate = start(arguments[1], home.path())) {
                new Alone(home, candidate).run(measure, count, arguments[1]);
            }
            if (measure.equals("instances") || measure.equals("yaml")) {
                again(home, arguments[1], count);
            }
        }
    }

    private void run(String measure, int count, String what) throws Exception {
        switch (measure) {
            case "drops" -> drops(count, what);
            case "files" -> files(count);
            case "instances" -> Figures.say("dropped", arrival(count));
            case "yaml" -> Figures.say("dropped", arrivalOfOneFile(count));
            case "heap" -> heap(count);
            case "held" -> held(count);
            default -> throw new IllegalArgumentException("'" + measure + "' is no measure");
        }
    }

    /** On what an earlier start has left, in a process that is warm by then. */
    private static void again(BenchmarkHome home, String what, int count) throws Exception {
        long begin = System.nanoTime();
        try (Candidate candidate = start(what, home.path())) {
            await(candidate, count);
            Figures.say("again", (System.nanoTime() - begin) / 1e6);
        }
    }

    private static Candidate start(String what, Path home) throws Exception {
        return what.equals("patchbay")
                ? new PatchbayCandidate(home)
                : new PlainCandidate(home, List.of(TYPE), Integer.parseInt(what));
    }

    /** A file comes, is edited and goes, again and again. */
    private void drops(int count, String what) throws Exception {
        long period = what.equals("patchbay") ? 100 : Long.parseLong(what);
        for (int round = 0; round < count; round++) {
            String name = "drop" + round;
            String file = candidate.fileName(TYPE, name);
            Moment.sleepWithin(period);
            Figures.say("dropped", change(file, name, "hello"));
            Moment.sleepWithin(period);
            Figures.say("edited", change(file, name, "good evening"));
            home.remove(file);
            Moment.await(() -> candidate.greeting(TYPE, name).isEmpty());
        }
    }

    private double change(String file, String name, String greeting) throws Exception {
        Path staged = home.stage(file, greeting);
        Optional<String> expected = Optional.of(greeting);
        long begin = System.nanoTime();
        home.drop(staged);
        Moment.await(() -> candidate.greeting(TYPE, name).equals(expected));
        return (System.nanoTime() - begin) / 1e6;
    }

    /** All files at once. */
    private void files(int count) throws Exception {
        Figures.say("files", arrival(count));
    }

    private double arrival(int count) throws Exception {
        List<Path> staged = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            staged.add(home.stage(candidate.fileName(TYPE, "many" + index), "hello"));
        }
        long begin = System.nanoTime();
        for (Path each : staged) {
            home.drop(each);
        }
        await(candidate, count);
        return (System.nanoTime() - begin) / 1e6;
    }

    private double arrivalOfOneFile(int count) throws Exception {
        Path staged = home.stageMany("many.yaml", TYPE, count);
        long begin = System.nanoTime();
        home.drop(staged);
        await(candidate, count);
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Looking costs time that grows with the number, so the more there are, the more seldom it is done. */
    private static void await(Candidate candidate, int count) throws Exception {
        Moment.await(() -> {
            LockSupport.parkNanos(Math.max(5_000, count) * 5_000L);
            return candidate.ready() == count;
        });
    }

    private void heap(int count) throws Exception {
        arrival(count);
        sayUsed();
    }

    /** Without what File Install keeps of each file: it has stopped, and ConfigurationAdmin has the configurations. */
    private void held(int count) throws Exception {
        arrival(count);
        ((PlainCandidate) candidate).stopFileInstall();
        sayUsed();
    }

    private void sayUsed() {
        long used = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        Figures.say("bytes", used);
    }
}
