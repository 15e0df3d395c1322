package dev.patchbay.benchmarks.measure;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.Registration;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.WorkFolder;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** The health of many instances again and again, in a JVM of its own; each time with no thread there for it. */
public final class ManyChecksRounds {
    static final String POOL = "pool";
    static final String SMALLER_POOL = "smaller-pool";
    static final String VIRTUAL = "virtual";
    static final String OURS = "ours";
    static final String FIRST = "first";

    private static final int THREADS = 512;
    /** As many as we take ourselves. */
    private static final int FEWER = 320;

    private static final long REST_NANOS = 100_000_000;
    private static final double IDLE = 0.15;
    private static final String TYPE = "slow";

    private final ConnectorRegistry registry;

    private ManyChecksRounds(ConnectorRegistry registry) {
        this.registry = registry;
    }

    /** @param arguments how often, besides once to warm up */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        try (BenchmarkHome home = BenchmarkHome.create(WorkFolder.inMemory(), List.of());
                Patchbay patchbay = Patchbay.builder().home(home.path()).build().start()) {
            ManyChecksRounds measure = new ManyChecksRounds(patchbay.registry());
            for (int round = 0; round <= rounds; round++) {
                measure.round(round > 0);
            }
        }
    }

    private void round(boolean counts) throws Exception {
        Registration type = registry.register(TypeDefinition.builder(TYPE).build(), context -> new SlowHealth());
        if (!counts) {
            configure();
        }
        Moment.await(() -> registry.instances(InstanceFilter.all()).stream()
                .allMatch(each -> each.state() == InstanceState.READY));
        say(counts, FIRST, ask());
        say(counts, OURS, ask());
        type.close();
        say(counts, POOL, sleepOn(Executors.newFixedThreadPool(THREADS)));
        say(counts, SMALLER_POOL, sleepOn(Executors.newFixedThreadPool(FEWER)));
        if (Runtime.version().feature() >= 24) {
            say(counts, VIRTUAL, sleepOn(virtual()));
        }
    }

    private void configure() {
        for (int index = 0; index < ManyChecks.INSTANCES; index++) {
            registry.configure(new InstanceId(TYPE, "i" + index, InstanceId.DEFAULT), Map.of());
        }
    }

    private double ask() throws Exception {
        Moment.await(ManyChecksRounds::isAtRest);
        HealthOptions each = HealthOptions.cached().create().fresh();
        Map<InstanceId, Health> found = new HashMap<>();
        double time = Moment.millis(() -> found.putAll(registry.healthAll(InstanceFilter.all(), each)));
        if (found.values().stream().filter(Health::usable).count() != ManyChecks.INSTANCES) {
            throw new IllegalStateException("not all of them are well: " + found);
        }
        return time;
    }

    /**
     * Nothing of what was measured before goes on: no thread of it is there, and the system has done with their ends too,
     * which takes it longer than Java.
     */
    private static boolean isAtRest() {
        long before = processorNanos();
        LockSupport.parkNanos(REST_NANOS);
        return processorNanos() - before < REST_NANOS * IDLE
                && Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("patchbay-health"));
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double sleepOn(ExecutorService threads) throws Exception {
        Moment.await(ManyChecksRounds::isAtRest);
        try {
            return Moment.millis(() -> {
                List<Future<?>> all = new ArrayList<>();
                for (int index = 0; index < ManyChecks.INSTANCES; index++) {
                    all.add(threads.submit(() -> {
                        Thread.sleep(SlowHealth.MILLIS);
                        return null;
                    }));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            });
        } finally {
            threads.shutdownNow();
        }
    }

    /** By name, because our byte code is that of Java 17. */
    private static ExecutorService virtual() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static void say(boolean counts, String name, double time) {
        if (counts) {
            Figures.say(name, time);
        }
    }
}
