package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for writes that meet a fault: what is told of them is true, so that nothing is written twice, or never. */
interface WriteContract extends Fixture {

    @Test
    default void repeatsNoWriteWhoseAnswerWasLost() {
        repeatsNothing(push(1));
    }

    @Test
    default void repeatsNoOperationWhoseAnswerWasLost() {
        repeatsNothing(operation());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ANSWER_LOST", "HANG"},
            mode = EnumSource.Mode.EXCLUDE)
    default void tellsTheTruthOfAPushThatMeetsAFault(ServiceFault fault) {
        tellsTheTruth(push(1), 0, fault);
    }

    /** Of several records, for one that writes them one by one: what came before the fault is written. */
    @ParameterizedTest
    @EnumSource(names = "HANG", mode = EnumSource.Mode.EXCLUDE)
    default void tellsTheTruthOfAPushThatMeetsAFaultMidway(ServiceFault fault) {
        tellsTheTruth(push(3), 1, fault);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ANSWER_LOST", "HANG"},
            mode = EnumSource.Mode.EXCLUDE)
    default void tellsTheTruthOfAnOperationThatMeetsAFault(ServiceFault fault) {
        tellsTheTruth(operation(), 0, fault);
    }

    /**
     * Something that writes.
     *
     * @param connector that it is asked of
     * @param most records that it writes
     * @param make tells how many it has written
     */
    record Write(Connector connector, int most, ToIntFunction<ContractCall> make) {}

    private Write push(int count) {
        List<ConnectorRecord> records = pushable(count);
        assumeFalse(records.isEmpty(), "no sink");
        Sink sink = (Sink) connector();
        assumeFalse(sink.idempotent(), "may be repeated");
        return new Write(sink, count, call -> sink.push(records, call).accepted());
    }

    private Write operation() {
        assumeTrue(writing().isPresent(), "no operation that writes");
        Invocation invocation = writing().orElseThrow();
        Invoker invoker = (Invoker) connector();
        assumeFalse(
                invoker.operations().stream()
                        .anyMatch(each -> each.name().equals(invocation.operation()) && each.idempotent()),
                "may be repeated");
        return new Write(invoker, 1, call -> {
            invoker.invoke(invocation.operation(), invocation.arguments(), call);
            return 1;
        });
    }

    private void repeatsNothing(Write write) {
        write.connector().health(call());

        assumeTrue(fail(ServiceFault.ANSWER_LOST), "cannot fail so");
        int before = written();
        ContractCall call = call();
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> write.make().applyAsInt(call));

        assertEquals(before + 1, writtenAfter(before), "records written");
        assertFalse(call.mayBeMadeAgain(failure), "what it tells makes the runtime repeat what was applied");
        assertFalse(failure.isUnapplied(), "says that nothing was applied, and it was");
        assertTrue(
                failure.code() == ErrorCode.OUTCOME_UNKNOWN || FaultContract.NO_ANSWER.contains(failure.code()),
                () -> failure.code() + ": " + failure.getMessage());
        requireSilence(failure, settings());
    }

    private void tellsTheTruth(Write write, int unharmed, ServiceFault fault) {
        write.connector().health(call());
        assumeTrue(failAfter(unharmed, fault), "cannot fail so");
        int before = written();
        ContractCall call = call();
        try {
            int told = write.make().applyAsInt(call);
            assertEquals(before + told, written(), () -> "says that it has written " + told + " in spite of " + fault);
        } catch (ConnectorException failure) {
            requireSilence(failure, settings());
            int after = fault == ServiceFault.ANSWER_LOST ? writtenAfter(before) : written();
            assertTrue(after - before <= write.most(), () -> "has written " + (after - before) + " at " + fault);
            assertFalse(
                    after > before && call.mayBeMadeAgain(failure),
                    () -> "at " + fault + " it has written " + (after - before)
                            + ", and what it tells makes the runtime do so again: " + failure);
        }
    }

    /** Nobody waits for the answer any more, so the external system may still be at it. */
    private int writtenAfter(int before) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (written() == before && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return written();
    }
}
