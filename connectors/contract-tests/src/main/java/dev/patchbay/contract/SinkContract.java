package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What holds for a connector to which records are pushed. */
interface SinkContract extends Fixture {

    @Test
    default void takesEveryRecordOfABatch() {
        List<ConnectorRecord> records = records(5);

        Sink sink = (Sink) connector();
        int before = written();
        PushResult result = sink.push(records, call());

        assertEquals(
                5, result.accepted(), () -> "refused " + result.rejections().size());
        assertEquals(before + 5, written(), "records written");
        assertTrue(result.ids().isEmpty() || result.ids().size() == 5, "some ids are missing");
    }

    @Test
    default void takesAnEmptyBatchWithoutARequest() {
        records(1);
        ContractCall call = call();

        assertEquals(0, ((Sink) connector()).push(List.of(), call).accepted());
        assertEquals(List.of(), call.requests());
    }

    @Test
    default void pushesWhatIsPulledAgain() {
        List<ConnectorRecord> records = records(5);
        assumeTrue(
                fullPull().isPresent()
                        && records.get(0).type().equals(fullPull().get().recordType()),
                "does not pull what it pushes");
        Sink sink = (Sink) connector();
        int before = Pulled.all((Source) sink, fullPull().get(), this::call).size();

        sink.push(records, call());

        assertEquals(
                before + 5,
                Pulled.all((Source) sink, fullPull().get(), this::call).size());
    }

    /** Otherwise the runtime, which believes it, makes two of one. */
    @Test
    default void isTheSameTwiceIfItSaysSo() {
        List<ConnectorRecord> records = records(5);
        Sink sink = (Sink) connector();
        assumeTrue(sink.idempotent(), "does not say so");
        assumeTrue(
                fullPull().isPresent()
                        && records.get(0).type().equals(fullPull().get().recordType()),
                "does not pull what it pushes");
        sink.push(records, call());
        int once = Pulled.all((Source) sink, fullPull().get(), this::call).size();

        sink.push(records, call());

        assertEquals(
                once, Pulled.all((Source) sink, fullPull().get(), this::call).size());
    }

    @Test
    default void takesPushesOfTwentyThreadsAtOnce() throws InterruptedException, ExecutionException, TimeoutException {
        List<ConnectorRecord> records = records(40);
        Sink sink = (Sink) connector();
        int before = written();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Future<PushResult>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                List<ConnectorRecord> own = records.subList(2 * i, 2 * i + 2);
                results.add(callers.submit(() -> {
                    start.await();
                    return sink.push(own, call());
                }));
            }
            start.countDown();
            for (Future<PushResult> each : results) {
                assertEquals(2, each.get(60, TimeUnit.SECONDS).accepted());
            }
            assertEquals(before + 40, written(), "records written");
        } finally {
            callers.shutdownNow();
        }
    }

    private List<ConnectorRecord> records(int count) {
        List<ConnectorRecord> records = pushable(count);
        assumeFalse(records.isEmpty(), "no sink");
        return records;
    }
}
