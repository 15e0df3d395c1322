package dev.patchbay.benchmarks.micro;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call on the caller's thread, and on one of the runtime's; beside it what a hand-over to a thread costs at least. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IsolatedBenchmark {
    static final int FIRST_WITH_VIRTUAL = 24;

    private final PullRequest request = PullRequest.of("records");
    private final Callable<PullRequest> task = () -> request;
    private RunningRegistry running;
    private ConnectorHandle handle;
    private ConnectorHandle isolated;
    private ExecutorService pool;
    private ExecutorService virtual;

    @Setup
    public void start() throws IOException, ReflectiveOperationException {
        running = RunningRegistry.start(1);
        handle = running.registry().get(RunningRegistry.id(0));
        isolated = handle.with(CallOptions.none().isolated());
        pool = Executors.newFixedThreadPool(4);
        if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL) {
            virtual = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        }
    }

    @TearDown
    public void stop() throws IOException {
        pool.shutdownNow();
        if (virtual != null) {
            virtual.shutdownNow();
        }
        running.close();
    }

    @Benchmark
    public Page onOwnThread() {
        return handle.pull(request);
    }

    @Benchmark
    public Page isolated() {
        return isolated.pull(request);
    }

    @Benchmark
    public PullRequest onPool() throws ExecutionException, InterruptedException {
        return pool.submit(task).get();
    }

    /** On the pool where there are none; that is not told. */
    @Benchmark
    public PullRequest onVirtualThread() throws ExecutionException, InterruptedException {
        return (virtual == null ? pool : virtual).submit(task).get();
    }
}
