package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds once a connector is closed, whatever it was used for. */
interface CloseContract extends Fixture {

    @Test
    default void refusesCallsAfterItWasClosed() {
        Connector connector = connector();
        connector.health(call());
        Map<String, Consumer<ContractCall>> calls = calls(connector);
        close(connector);

        calls.forEach((kind, make) ->
                assertThrows(ConnectorException.class, () -> make.accept(call()), kind + " after close"));
        assertFalse(healthOf(connector, call()).usable(), "is healthy after close");
    }

    @Test
    default void leavesNothingRunningWhenItIsClosed() throws InterruptedException {
        RunningThreads before = RunningThreads.now();
        Connector connector = connector();
        connector.health(call());
        calls(connector).values().forEach(make -> make.accept(call()));
        close(connector);

        assertEquals(List.of(), before.leftAfter(5, TimeUnit.SECONDS, this::isShared), "threads are left");
    }

    @Test
    default void leavesNothingRunningWhenItsCredentialsAreWrong() throws InterruptedException {
        assumeTrue(settingsWithWrongCredentials().isPresent(), "no credentials");
        RunningThreads before = RunningThreads.now();
        Connector connector = factory()
                .create(ContractContext.of(id(), settingsWithWrongCredentials().orElseThrow(), secretKeys()));
        try (connector) {
            connector.connect(call());
            connector.health(call());
        } catch (ConnectorException refused) {
            // That it is refused is seen elsewhere.
        }

        assertEquals(List.of(), before.leftAfter(5, TimeUnit.SECONDS, this::isShared), "threads are left");
    }

    /** A call of each kind that is known how to make, by what it does. */
    private Map<String, Consumer<ContractCall>> calls(Connector connector) {
        Map<String, Consumer<ContractCall>> calls = new LinkedHashMap<>();
        if (connector instanceof Source source) {
            fullPull().ifPresent(each -> calls.put("a pull", call -> source.pull(each, call)));
            incrementalPull()
                    .map(each -> each.toBuilder().incremental(true).build())
                    .ifPresent(each -> calls.put("an incremental pull", call -> source.pull(each, call)));
        }
        if (connector instanceof Sink sink && !pushable(1).isEmpty()) {
            calls.put("a push", call -> sink.push(pushable(1), call));
        }
        if (connector instanceof Invoker invoker) {
            writing()
                    .ifPresent(each -> calls.put(
                            "an operation", call -> invoker.invoke(each.operation(), each.arguments(), call)));
        }
        assumeFalse(calls.isEmpty(), "fullPull(), pushable() and writing() tell no call that can be made");
        return calls;
    }
}
