package dev.patchbay.contract;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the groups of tests know of the connector and its external system; told by {@link ConnectorContract}. */
interface Fixture {

    String type();

    ConnectorFactory factory();

    Map<String, Object> settings();

    Optional<Map<String, Object>> settingsWithWrongCredentials();

    Set<String> secretKeys();

    Optional<PullRequest> fullPull();

    Optional<PullRequest> incrementalPull();

    List<String> add(int count);

    List<String> addLarge(int count, int characters);

    boolean givesPages();

    boolean remove(String id);

    boolean change(String id);

    List<ConnectorRecord> pushable(int count);

    Optional<Invocation> writing();

    boolean fail(ServiceFault fault);

    boolean failAfter(int requests, ServiceFault fault);

    int written();

    OptionalInt received();

    Optional<Path> bundle();

    boolean isShared(Thread thread);

    InstanceId id();

    /** A connector that is closed after the test. */
    Connector connector();

    Connector connector(Map<String, Object> settings);

    /** Closes a connector before the end of the test. */
    void close(Connector connector);

    /** A call with time enough. */
    ContractCall call();

    /**
     * That no more requests came in since than the call has announced, if the external system counts them.
     *
     * @param before what it had counted then
     */
    void requireAnnounced(OptionalInt before, ContractCall call);

    /** As a runtime finds it: a failure is DOWN. */
    Health healthOf(Connector connector, ContractCall call);

    void requireSilence(Throwable failure, Map<String, Object> settings);

    void requireSilence(String message, Map<String, Object> settings);
}
