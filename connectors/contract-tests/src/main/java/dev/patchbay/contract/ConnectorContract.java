package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/**
 * What every connector is held to. Extend it, say how the external system of a test is reached and filled, and run it
 * as any JUnit test; what the connector cannot do is not tested.
 *
 * <p>Each test method has an external system of its own: make it, empty, in a {@code @BeforeEach} method. For the tests
 * of the packaged bundle, tell its path by {@link #bundle()} or the system property {@code connector.bundle}, for
 * example from maven-failsafe-plugin.
 */
public abstract class ConnectorContract
        implements GeneralContract,
                ValidatorContract,
                SourceContract,
                IncrementalContract,
                LeavingContract,
                FaultContract,
                DeadlineContract,
                MemoryContract,
                PageContract,
                SinkContract,
                WriteContract,
                CloseContract,
                InvokerContract,
                BundleContract {

    private final List<Connector> connectors = new ArrayList<>();

    /** The connector type, such as {@code github}. */
    @Override
    public abstract String type();

    /** A factory as the framework would publish it. */
    @Override
    public abstract ConnectorFactory factory();

    /** Good settings for the external system of this test, by the keys of a .cfg file. */
    @Override
    public abstract Map<String, Object> settings();

    /** The same settings with credentials that the external system refuses; empty if it has none. */
    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.empty();
    }

    /** Which settings are passwords: they are handed out by {@code ConnectorContext.secret} only. */
    @Override
    public Set<String> secretKeys() {
        return Set.of("password", "token", "secret");
    }

    /** A pull of everything that {@link #add} makes; empty if the connector is no source. */
    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.empty();
    }

    /** An incremental pull of what {@link #add} makes; empty if the connector has none. */
    @Override
    public Optional<PullRequest> incrementalPull() {
        return Optional.empty();
    }

    /**
     * Adds records to the external system, all with one and the same time of change, which is later than that of every
     * record added before. Needed for {@link #fullPull} and {@link #incrementalPull}.
     *
     * @return their ids as the connector tells them
     */
    @Override
    public List<String> add(int count) {
        throw new UnsupportedOperationException("tell how a record is added to the external system");
    }

    /**
     * As {@link #add}, each record with a text of so many characters that cannot be made shorter, such as random ones. The
     * external system may be in this process only if it does not hold on to its answers.
     *
     * @return their ids; empty if the external system has no records of such a size
     */
    @Override
    public List<String> addLarge(int count, int characters) {
        return List.of();
    }

    /** Whether the external system gives a list in pages; of one that gives all at once, all has to fit into memory. */
    @Override
    public boolean givesPages() {
        return true;
    }

    /**
     * Takes a record away, so that others move up in what is listed.
     *
     * @return false if the external system cannot, or if no list of it can be read whole then
     */
    @Override
    public boolean remove(String id) {
        return false;
    }

    /**
     * Changes a record, so that its time of change is later than that of all others.
     *
     * @return false if a record of the external system cannot change, or if no list of changes can be read whole then
     */
    @Override
    public boolean change(String id) {
        return false;
    }

    /** New records that the external system would take; empty if the connector is no sink. */
    @Override
    public List<ConnectorRecord> pushable(int count) {
        return List.of();
    }

    /**
     * Makes the next request to the external system meet a fault, once; what came before, such as signing in, is not
     * meant. A fault that this says it cannot make is not tested.
     *
     * @return false if the external system cannot fail so
     */
    @Override
    public boolean fail(ServiceFault fault) {
        return false;
    }

    /**
     * As {@link #fail}, for the request that comes after so many others, which go well; of a fault that only writes meet,
     * so many other writes.
     *
     * @return false if the external system cannot fail so
     */
    @Override
    public boolean failAfter(int requests, ServiceFault fault) {
        return requests == 0 && fail(fault);
    }

    /** An operation that writes one record, which {@link #written} counts; empty if there is none. */
    @Override
    public Optional<Invocation> writing() {
        return Optional.empty();
    }

    /** How many requests have reached the external system; empty if it does not count them. */
    @Override
    public OptionalInt received() {
        return OptionalInt.empty();
    }

    /** How many records the external system has taken, of pushes and of {@link #writing}; needed by whoever writes. */
    @Override
    public int written() {
        throw new UnsupportedOperationException("tell how many records the external system has taken");
    }

    /** The packaged bundle; empty if there is none yet, as in unit tests. */
    @Override
    public Optional<Path> bundle() {
        return Optional.ofNullable(System.getProperty("connector.bundle")).map(Path::of);
    }

    /**
     * Whether a thread that still runs after a connector was closed is not the connector's: one that a driver or library
     * shares between all its users, and that ends or stays by its own rules. Those of a {@link PlayedService} and of a
     * {@link FaultyNetwork} are known.
     */
    @Override
    public boolean isShared(Thread thread) {
        return false;
    }

    @Override
    public final InstanceId id() {
        return new InstanceId(type(), "contract", InstanceId.DEFAULT);
    }

    @Override
    public final Connector connector() {
        return connector(settings());
    }

    @Override
    public final Connector connector(Map<String, Object> settings) {
        Connector connector = factory().create(ContractContext.of(id(), settings, secretKeys()));
        connectors.add(connector);
        connector.connect(call());
        return connector;
    }

    @Override
    public final void close(Connector connector) {
        connectors.remove(connector);
        connector.close();
    }

    @Override
    public final ContractCall call() {
        return ContractCall.of(id(), Duration.ofSeconds(20));
    }

    @Override
    public final Health healthOf(Connector connector, ContractCall call) {
        try {
            return connector.health(call);
        } catch (ConnectorException failure) {
            return Health.down(failure);
        }
    }

    @Override
    public final void requireAnnounced(OptionalInt before, ContractCall call) {
        int announced = call.requests().size();
        before.ifPresent(then -> {
            int made = received().orElseThrow() - then;
            assertTrue(made <= announced, () -> "has made " + made + " requests, and announced " + call.requests());
        });
    }

    @Override
    public final void requireSilence(Throwable failure, Map<String, Object> settings) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            requireSilence(each.toString(), settings);
            for (Throwable beside : each.getSuppressed()) {
                requireSilence(beside, settings);
            }
        }
    }

    @Override
    public final void requireSilence(String message, Map<String, Object> settings) {
        for (String key : secretKeys()) {
            String secret = String.valueOf(settings.getOrDefault(key, ""));
            assertFalse(
                    !secret.isEmpty() && new SecretTraces(secret).isIn(message),
                    () -> "a message holds the value of '" + key + "', as it is or encoded");
        }
    }

    @AfterEach
    final void closeConnectors() {
        List.copyOf(connectors).forEach(this::close);
    }
}
