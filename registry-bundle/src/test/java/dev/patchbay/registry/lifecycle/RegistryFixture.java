package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Schema;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.call.CallPipeline;
import dev.patchbay.registry.call.Deadlines;
import dev.patchbay.registry.call.IsolatedCalls;
import dev.patchbay.registry.call.LeasingHandle;
import dev.patchbay.registry.config.ClearSecrets;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.config.SettingsCheck;
import dev.patchbay.registry.config.SourceFiles;
import dev.patchbay.registry.event.CallEvents;
import dev.patchbay.registry.health.HealthMonitor;
import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.resilience.Time;
import dev.patchbay.registry.secret.Resolution;
import dev.patchbay.registry.secret.SecretSource;
import dev.patchbay.spi.ConnectorFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.osgi.framework.Version;

/** The real parts of the registry without a framework around them: types and definitions are brought by hand. */
public final class RegistryFixture implements AutoCloseable {
    public final Background background = new Background();
    public final SerialQueues queues = new SerialQueues(background.changes());
    public final ConnectorTypes types = new ConnectorTypes();
    public final Instances instances = new Instances();
    public final Deadlines deadlines = new Deadlines();
    public final IsolatedCalls isolated = new IsolatedCalls();
    /** What findings of health are older by than they are, in nanoseconds. */
    public final AtomicLong ahead = new AtomicLong();
    /** How wrong the wall clock is. */
    public final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

    public final HealthMonitor health = new HealthMonitor(new MovedClock(), () -> System.nanoTime() + ahead.get());
    public final SecretMemory memory = new SecretMemory();
    public final CallEvents events = new CallEvents(memory, background::later);
    /** How many factory services are held. */
    public final AtomicInteger holds = new AtomicInteger();

    public final SettingsCheck check;
    public final Reconciler reconciler;
    public final CallPipeline pipeline;
    public final OperatorState operator;
    private final CommonSettings common = CommonSettings.of(Map.of());

    public RegistryFixture(Path folder) {
        this(
                folder,
                (reference, tenant) -> reference.scheme().equals("test")
                        ? Resolution.of(Secret.of("hunter22-secret"))
                        : Resolution.unresolved("there are no such secrets here"));
    }

    public RegistryFixture(Path folder, Time time) {
        this(folder, (reference, tenant) -> Resolution.unresolved("there are no secrets here"), time);
    }

    public RegistryFixture(Path folder, SecretSource secrets) {
        this(folder, secrets, Time.SYSTEM);
    }

    private RegistryFixture(Path folder, SecretSource secrets, Time time) {
        check = new SettingsCheck(common, secrets, new NoFiles(), ClearSecrets.WARNED_OF, memory);
        operator = new OperatorState(folder.resolve("operator.json"));
        Absences absences = (id, range) ->
                new Absences.Absence(InstanceState.WAITING, "no connector of type '" + id.type() + "' is installed");
        reconciler = new Reconciler(instances, types, check, operator, absences, background, queues);
        // Where a test makes time pass, nobody else makes calls that wait.
        BiConsumer<Instance, String> opened = time == Time.SYSTEM ? health::opened : (instance, correlationId) -> {};
        pipeline = new CallPipeline(deadlines, queues, isolated, events, opened, time);
        health.use(pipeline);
    }

    /** Brings a version of a type whose instances may have any setting besides a required {@code url}; {@code token} is a password. */
    public TypeVersion install(String type, String version, ConnectorFactory factory) {
        List<Attribute> attributes = Stream.concat(
                        Stream.of(
                                Attribute.builder("url", Attribute.Type.STRING)
                                        .required(true)
                                        .build(),
                                Attribute.builder("token", Attribute.Type.PASSWORD)
                                        .build()),
                        common.attributes().stream())
                .toList();
        TypeVersion installed = new TypeVersion(
                ConnectorMetadata.builder(type, Version.parseVersion(version)).build(),
                () -> hold(factory),
                () -> Schema.of(type, "", attributes).open());
        types.add(installed);
        onQueue(type, () -> reconciler.refresh(type));
        return installed;
    }

    /** Takes a version away, as a bundle that stops does. */
    public void uninstall(TypeVersion version) {
        types.remove(version);
        queues.submit(version.type(), () -> reconciler.refresh(version.type()));
        version.retireAll().join();
    }

    public InstanceId define(String id, String... keysAndValues) {
        Map<String, Object> values = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        InstanceId parsed = InstanceId.parse(id);
        onQueue(parsed.type(), () -> reconciler.define(Definition.of(parsed, "program", values)));
        return parsed;
    }

    public void remove(String id) {
        InstanceId parsed = InstanceId.parse(id);
        onQueue(parsed.type(), () -> reconciler.remove(parsed));
    }

    public void onQueue(String type, Runnable task) {
        queues.submit(type, task);
        queues.settle(type, Duration.ofSeconds(10));
    }

    public Instance instance(String id) {
        return instances.find(InstanceId.parse(id)).orElseThrow();
    }

    public Standing standing(String id) {
        return instance(id).standing();
    }

    public ConnectorHandle handle(String id) {
        InstanceId parsed = InstanceId.parse(id);
        return new LeasingHandle(
                parsed,
                () -> instances
                        .find(parsed)
                        .orElseThrow(() -> new ConnectorException(
                                ErrorCode.CONNECTOR_NOT_FOUND, "there is no instance '" + parsed + "'")),
                pipeline,
                CallOptions.none(),
                () -> {});
    }

    @Override
    public void close() {
        health.close();
        isolated.close();
        deadlines.close();
        events.close();
        background.close();
    }

    private FactoryHold hold(ConnectorFactory factory) {
        holds.incrementAndGet();
        return new FactoryHold() {
            @Override
            public ConnectorFactory factory() {
                return factory;
            }

            @Override
            public void release() {
                holds.decrementAndGet();
            }
        };
    }

    private final class MovedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(moved.get());
        }
    }

    private static final class NoFiles implements SourceFiles {
        @Override
        public Map<String, Position> positions(Path file, InstanceId id) {
            return Map.of();
        }

        @Override
        public Optional<String> value(Path file, InstanceId id, String key) {
            return Optional.empty();
        }
    }

    /** What a test's connectors have recorded, in order. */
    public static final class Diary {
        private final List<String> entries = new ArrayList<>();

        public synchronized void add(String entry) {
            entries.add(entry);
        }

        public synchronized List<String> entries() {
            return List.copyOf(entries);
        }
    }
}
