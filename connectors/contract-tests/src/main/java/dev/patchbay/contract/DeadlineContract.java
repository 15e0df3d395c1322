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
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds when the external system takes a request and never answers. */
interface DeadlineContract extends Fixture {
    Duration SHORT = Duration.ofSeconds(1);

    @Test
    default void endsAPullByItsDeadlineAndLosesNothingByIt() {
        PullRequest request = pull();
        List<String> added = add(20);
        Source source = (Source) connector();
        Pulled pulled = new Pulled();
        PullRequest second =
                request.from(pulled.take(source.pull(request, call())).cursor().orElseThrow());

        meetSilence();
        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> WatchedCall.make(id(), SHORT, call -> source.pull(second, call)));
        pulled.takeRest(source, request, pulled.take(source.pull(second, call())), this::call);

        assertEquals(ErrorCode.TIMED_OUT, failure.code(), failure::getMessage);
        requireSilence(failure, settings());
        pulled.requireExactly(added);
    }

    @Test
    default void tellsByTheDeadlineOfACheckThatNoAnswerComes() {
        Connector connector = connector();
        connector.health(call());

        meetSilence();
        Health health = WatchedCall.make(id(), SHORT, call -> healthOf(connector, call));

        assertFalse(health.usable(), "is healthy without an answer");
        assertEquals(
                Optional.of(FailureCause.TIMEOUT),
                health.cause(),
                () -> "make it of the failure by Health.down(exception), which knows; it says: " + health.message());
        requireSilence(health.message(), settings());
    }

    @Test
    default void endsAPushByItsDeadlineAndDoesNotCallItUnappliedIfItWas() {
        List<ConnectorRecord> records = pushable(1);
        assumeFalse(records.isEmpty(), "no sink");
        Sink sink = (Sink) connector();
        sink.health(call());

        meetSilence();
        int before = written();
        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> WatchedCall.make(id(), SHORT, call -> sink.push(records, call)));

        assertFalse(failure.isUnapplied() && written() > before, "says that nothing was applied, and it was");
        assertTrue(
                failure.code() == ErrorCode.TIMED_OUT || failure.code() == ErrorCode.OUTCOME_UNKNOWN,
                () -> failure.code() + ": " + failure.getMessage());
        requireSilence(failure, settings());
    }

    @Test
    default void leavesNothingRunningThatWaitedForAnAnswer() throws InterruptedException {
        pull();
        RunningThreads before = RunningThreads.now();
        Source source = (Source) connector();
        source.health(call());
        meetSilence();
        assertThrows(ConnectorException.class, () -> WatchedCall.make(id(), SHORT, call -> source.pull(pull(), call)));
        close(source);

        assertEquals(List.of(), before.leftAfter(5, TimeUnit.SECONDS, this::isShared), "threads are left");
    }

    private void meetSilence() {
        assumeTrue(fail(ServiceFault.HANG), "cannot hang");
    }

    private PullRequest pull() {
        assumeTrue(fullPull().isPresent(), "no source");
        return fullPull().orElseThrow().toBuilder().pageSize(6).build();
    }
}
