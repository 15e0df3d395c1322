package dev.patchbay.benchmarks.micro;

import dev.patchbay.api.CallListener;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.identityconnectors.framework.api.ConnectorFacade;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** One call of a connector that does nothing: directly, by an OSGi service, by peers, by a handle. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {
    private static final String NAMED = "(connector.instance=empty~instance-0)";

    private final PullRequest request = PullRequest.of("records");
    private RunningRegistry running;
    private ConnectorRegistry registry;
    private ConnectorHandle handle;
    private BundleContext context;
    private Source source;
    private CallContext call;
    private ConnectorHandle guarded;
    private Supplier<Page> policies;
    private ConnectorFacade facade;

    @Setup
    public void start() throws IOException {
        running = RunningRegistry.start(10);
        registry = running.registry();
        context = running.context();
        handle = registry.get(RunningRegistry.id(0));
        guarded = registry.get(RunningRegistry.guarded());
        source = new EmptySource();
        call = new EmptyCall(RunningRegistry.id(0), "1", Instant.now().plusSeconds(3_600), 1);
        for (int index = 0; index < 10; index++) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("connector.instance", RunningRegistry.id(index).toString());
            context.registerService(Source.class, source, properties);
        }
        policies = RawPolicies.around(() -> source.pull(request, call));
        facade = ConnIdFacade.start();
    }

    @TearDown
    public void stop() throws IOException {
        running.close();
    }

    @Benchmark
    public Page direct() {
        return source.pull(request, call);
    }

    @Benchmark
    public Page byService() throws InvalidSyntaxException {
        Collection<ServiceReference<Source>> found = context.getServiceReferences(Source.class, NAMED);
        ServiceReference<Source> reference = found.iterator().next();
        try {
            return context.getService(reference).pull(request, call);
        } finally {
            context.ungetService(reference);
        }
    }

    @Benchmark
    public Page byPolicies() {
        return policies.get();
    }

    @Benchmark
    public void byConnId() {
        facade.test();
    }

    /** Every policy, a deadline, a correlation id and a listener. */
    @Benchmark
    public Page byGuardedHandle(Listening listening) {
        return guarded.pull(request);
    }

    @Benchmark
    public Page byHandle() {
        return handle.pull(request);
    }

    @Benchmark
    public Page byNewHandle() {
        return registry.get("empty~instance-0").pull(request);
    }

    /** Makes somebody listen to the calls of a benchmark, who does nothing with what is told. */
    @State(Scope.Benchmark)
    public static class Listening {
        private ServiceRegistration<CallListener> registration;
        private final LongAdder told = new LongAdder();

        @Setup
        public void join(CallBenchmark calls) {
            CallListener listener = (call, end) -> told.increment();
            registration = calls.context.registerService(CallListener.class, listener, null);
        }

        @TearDown
        public void leave() {
            registration.unregister();
            System.err.println("  told of " + told.sum() + " calls");
        }
    }
}
