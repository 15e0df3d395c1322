package dev.patchbay.benchmarks.micro;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.WorkFolder;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.Capability;
import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;

/** A registry in a running framework, with instances of one type that does nothing. */
final class RunningRegistry implements AutoCloseable {
    static final String TYPE = "empty";

    private final BenchmarkHome home;
    private final Patchbay patchbay;

    private RunningRegistry(BenchmarkHome home, Patchbay patchbay) {
        this.home = home;
        this.patchbay = patchbay;
    }

    /** Starts one with this many instances. */
    static RunningRegistry start(int instances) throws IOException {
        BenchmarkHome home = BenchmarkHome.create(WorkFolder.inMemory(), List.of());
        Patchbay patchbay = Patchbay.builder().home(home.path()).build().start();
        RunningRegistry running = new RunningRegistry(home, patchbay);
        TypeDefinition definition =
                TypeDefinition.builder(TYPE).capabilities(Capability.PULL).build();
        running.registry().register(definition, context -> new EmptySource());
        for (int index = 0; index < instances; index++) {
            running.registry().configure(id(index), Map.of("url", "https://example.org/" + index));
        }
        Map<String, Object> limits = Map.of(
                "url", "https://example.org/guarded",
                "rate.limit.per.minute", Integer.toString(RawPolicies.REQUESTS_A_MINUTE),
                "max.concurrent.calls", Integer.toString(RawPolicies.CONCURRENT_CALLS));
        running.registry().configure(guarded(), limits);
        return running;
    }

    /** One with a limit for everything; the others have none of rate. */
    static InstanceId guarded() {
        return new InstanceId(TYPE, "guarded", InstanceId.DEFAULT);
    }

    static InstanceId id(int index) {
        return new InstanceId(TYPE, "instance-" + index, InstanceId.DEFAULT);
    }

    ConnectorRegistry registry() {
        return patchbay.registry();
    }

    BundleContext context() {
        return patchbay.bundleContext();
    }

    @Override
    public void close() throws IOException {
        patchbay.close();
        home.close();
    }
}
