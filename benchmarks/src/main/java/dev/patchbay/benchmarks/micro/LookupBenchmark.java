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
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {

    @Benchmark
    public Object inMap(Names names, FilledMap filled) {
        return filled.map.get(names.nextId());
    }

    @Benchmark
    public ConnectorHandle byId(Names names, FilledRegistry filled) {
        return filled.registry.get(names.nextId());
    }

    @Benchmark
    public ConnectorHandle byName(Names names, FilledRegistry filled) {
        return filled.registry.get(names.nextName());
    }

    /** What callers bring: equal to the keys, not the same. */
    @State(Scope.Benchmark)
    public static class Names {
        /** Far enough from one to the next that no cache has it; a prime, so that all have their turn. */
        private static final int STRIDE = 7_919;

        @Param({"10", "100000"})
        int instances;

        private InstanceId[] ids;
        private String[] names;
        private int next;

        @Setup
        public void write() {
            ids = new InstanceId[instances];
            names = new String[instances];
            for (int index = 0; index < instances; index++) {
                ids[index] = RunningRegistry.id(index);
                names[index] = ids[index].toString();
            }
        }

        InstanceId nextId() {
            next = (next + STRIDE) % instances;
            return ids[next];
        }

        String nextName() {
            next = (next + STRIDE) % instances;
            return names[next];
        }
    }

    /** The floor. */
    @State(Scope.Benchmark)
    public static class FilledMap {
        private final Map<InstanceId, Object> map = new ConcurrentHashMap<>();

        @Setup
        public void fill(Names names) {
            for (int index = 0; index < names.instances; index++) {
                map.put(RunningRegistry.id(index), new Object());
            }
        }
    }

    /** A runtime with all the instances. */
    @State(Scope.Benchmark)
    public static class FilledRegistry {
        private RunningRegistry running;
        private ConnectorRegistry registry;

        @Setup
        public void start(Names names) throws IOException {
            running = RunningRegistry.start(names.instances);
            registry = running.registry();
        }

        @TearDown
        public void stop() throws IOException {
            running.close();
        }
    }
}
