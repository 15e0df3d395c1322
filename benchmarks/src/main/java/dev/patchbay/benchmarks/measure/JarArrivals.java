package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.Candidate;
import dev.patchbay.benchmarks.scene.DirectRoad;
import dev.patchbay.benchmarks.scene.FileRoad;
import dev.patchbay.benchmarks.scene.PatchbayCandidate;
import dev.patchbay.benchmarks.scene.PlainCandidate;
import dev.patchbay.benchmarks.scene.Road;
import dev.patchbay.benchmarks.scene.WorkFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * JARs that come, are superseded and go, in a JVM of its own. No two of them have the same bytes, so nothing is known of
 * any. An instance is there all the time and is called in between: what is superseded has an object.
 */
public final class JarArrivals {
    static final String PATCHBAY = "patchbay";
    static final String DIRECT = "direct";

    private static final String TYPE = "bench0";
    private static final String INSTANCE = "one";
    private static final int USUAL_PERIOD = 100;
    private static final int LONG_PERIOD = 2_000;

    private final BenchmarkHome home;
    private final Candidate candidate;
    private final Road road;
    private final Path connector;

    private JarArrivals(BenchmarkHome home, Candidate candidate, Road road, Path connector) {
        this.home = home;
        this.candidate = candidate;
        this.road = road;
        this.connector = connector;
    }

    /**
     * @param arguments what takes them in ({@code patchbay}, {@code direct} for a framework that is told to, or how often
     *     File Install alone looks, in milliseconds), how often, and the connector's JAR
     */
    public static void main(String[] arguments) throws Exception {
        String what = arguments[0];
        int rounds = Integer.parseInt(arguments[1]);
        Path connector = Path.of(arguments[2]);
        try (BenchmarkHome home = BenchmarkHome.create(WorkFolder.create(), List.of())) {
            if (what.equals(PATCHBAY)) {
                try (PatchbayCandidate patchbay = new PatchbayCandidate(home.path())) {
                    new JarArrivals(home, patchbay, new FileRoad(home), connector).run(rounds, USUAL_PERIOD);
                }
                return;
            }
            boolean direct = what.equals(DIRECT);
            int period = direct ? LONG_PERIOD : Integer.parseInt(what);
            try (PlainCandidate plain = new PlainCandidate(home.path(), List.of(TYPE), period)) {
                Road road = direct ? new DirectRoad(plain.context()) : new FileRoad(home);
                new JarArrivals(home, plain, road, connector).run(rounds, direct ? USUAL_PERIOD : period);
            }
        }
    }

    private void run(int rounds, int period) throws Exception {
        home.drop(home.stage(candidate.fileName(TYPE, INSTANCE), "hello"));
        for (int round = 1; round <= rounds; round++) {
            String first = "1." + round + ".0";
            String newer = "1." + round + ".1";
            Path firstJar = home.stage(connector, TYPE, first);
            Path newerJar = home.stage(connector, TYPE, newer);
            Moment.sleepWithin(period);
            Figures.say("first", Moment.millis(() -> road.bring(firstJar), () -> candidate.has(TYPE)));
            Moment.await(() -> answers(first));
            Moment.sleepWithin(period);
            Figures.say("newer", Moment.millis(() -> road.bring(newerJar), () -> answers(newer)));
            road.clear();
            Moment.await(() -> !candidate.has(TYPE));
        }
    }

    private boolean answers(String version) {
        return candidate.version(TYPE, INSTANCE).equals(Optional.of(version));
    }
}
