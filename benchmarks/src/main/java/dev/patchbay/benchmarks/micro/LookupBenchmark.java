package dev.patchbay.benchmarks.micro;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the name of an instance to something to call, among few instances and among many; a different one each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {
    /** Far enough from one to the next that no cache has it; a prime, so that all have their turn. */
    private static final int STRIDE = 7_919;

    @Param({"10", "100000"})
    private int instances;

    private RunningRegistry running;
    private ConnectorRegistry registry;
    private Map<InstanceId, Object> map;
    private InstanceId[] ids;
    private String[] names;
    private int next;

    @Setup
    public void start() throws IOException {
        running = RunningRegistry.start(instances);
        registry = running.registry();
        map = new ConcurrentHashMap<>();
        ids = new InstanceId[instances];
        names = new String[instances];
        for (int index = 0; index < instances; index++) {
            map.put(RunningRegistry.id(index), new Object());
            // Equal to the key and not the same, as what a caller brings.
            ids[index] = RunningRegistry.id(index);
            names[index] = ids[index].toString();
        }
    }

    @TearDown
    public void stop() throws IOException {
        running.close();
    }

    @Benchmark
    public Object inMap() {
        return map.get(ids[turn()]);
    }

    @Benchmark
    public ConnectorHandle byId() {
        return registry.get(ids[turn()]);
    }

    @Benchmark
    public ConnectorHandle byName() {
        return registry.get(names[turn()]);
    }

    private int turn() {
        next = (next + STRIDE) % instances;
        return next;
    }
}
