package dev.patchbay.registry;

import dev.patchbay.registry.call.CallPipeline;
import dev.patchbay.registry.call.Deadlines;
import dev.patchbay.registry.call.IsolatedCalls;
import dev.patchbay.registry.event.CallEvents;
import dev.patchbay.registry.event.ListenerServices;
import dev.patchbay.registry.health.HealthMonitor;
import dev.patchbay.registry.health.PeriodicChecks;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.Instances;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.redaction.SecretMemory;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;

/** What calls go through, what watches them and who is told of them; one of each for all instances. */
final class Calls implements AutoCloseable {
    private final Deadlines deadlines = new Deadlines();
    private final IsolatedCalls isolated = new IsolatedCalls();
    private final HealthMonitor health = new HealthMonitor(Clock.systemUTC());
    private final Background background;
    private final CallEvents events;
    private final ListenerServices listeners;
    private final CallPipeline pipeline;
    private final CallPipeline withoutHealthCheck;

    Calls(BundleContext context, Background background, SerialQueues queues, SecretMemory memory) {
        this.background = background;
        this.events = new CallEvents(memory, background::later);
        this.listeners = new ListenerServices(context, events);
        this.pipeline = new CallPipeline(deadlines, queues, isolated, events, health::opened);
        this.withoutHealthCheck = new CallPipeline(deadlines, queues, isolated, events, (instance, call) -> {});
        health.use(pipeline);
    }

    /** @param skipHealthCheck whether no check follows when a call has made a connector object */
    CallPipeline pipeline(boolean skipHealthCheck) {
        return skipHealthCheck ? withoutHealthCheck : pipeline;
    }

    HealthMonitor health() {
        return health;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** From now on those who listen are told. */
    void tell() {
        listeners.open();
    }

    /** Whoever listens forgets what it has counted of a tenant. */
    void tenantRemoved(String tenant) {
        events.tenantRemoved(tenant);
    }

    /** From now on the instances that want it are checked unasked. */
    void checkPeriodically(Instances instances) {
        PeriodicChecks periodic = new PeriodicChecks(
                background::later,
                health::check,
                () -> ThreadLocalRandom.current().nextDouble());
        instances.watch(periodic::changed);
        instances.listen(id -> {
            if (instances.find(id).isEmpty()) {
                periodic.gone(id);
            }
        });
    }

    /** From now on every call is told that the registry has ended. */
    void refuse() {
        pipeline.close();
        withoutHealthCheck.close();
    }

    @Override
    public void close() {
        health.close();
        isolated.close();
        deadlines.close();
        listeners.close();
    }
}
