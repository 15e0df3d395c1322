package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What holds for a connector from which records are pulled. */
interface SourceContract extends Fixture {

    @Test
    default void pullsEachRecordOnceOverManyPages() {
        PullRequest request = pull(7);
        List<String> added = add(25);

        Pulled pulled = Pulled.all(source(), request, this::call);

        pulled.requireExactly(added);
        assertTrue(pulled.largestPage() <= 7, "a page was larger than asked for");
    }

    @Test
    default void pullsNothingFromNothing() {
        Pulled.all(source(), pull(7), this::call).requireExactly(List.of());
    }

    @Test
    default void endsAPullWhoseLastPageIsFull() {
        PullRequest request = pull(5);
        List<String> added = add(10);

        Pulled.all(source(), request, this::call).requireExactly(added);
    }

    @Test
    default void losesAndRepeatsNothingWhenRecordsComeWhileItPages() {
        PullRequest request = pull(6);
        List<String> added = add(20);
        Source source = source();
        Pulled pulled = new Pulled();
        Page page = pulled.take(source.pull(request, call()));

        List<String> later = add(10);
        pulled.takeRest(source, request, page, this::call);

        pulled.requireOnce();
        pulled.requireAll(added);
        pulled.requireNothingBut(added, later);
    }

    @Test
    default void goesOnWithACursorOfAnotherObject() {
        PullRequest request = pull(6);
        List<String> added = add(15);
        Connector first = connector();
        Pulled pulled = new Pulled();
        Page page = pulled.take(((Source) first).pull(request, call()));
        close(first);

        pulled.takeRest(source(), request, page, this::call);

        pulled.requireExactly(added);
    }

    @Test
    default void givesThePageOfACursorAgain() {
        PullRequest request = pull(6);
        add(15);
        Source source = source();
        String cursor = source.pull(request, call()).cursor().orElseThrow();

        List<String> once = Pulled.ids(source.pull(request.from(cursor), call()));
        List<String> again = Pulled.ids(source.pull(request.from(cursor), call()));

        assertEquals(once, again);
    }

    @Test
    default void refusesAnUnknownRecordType() {
        assumePull();
        Source source = source();

        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> source.pull(PullRequest.of("no-such-record-type"), call()));

        assertEquals(ErrorCode.UNSUPPORTED_CAPABILITY, failure.code(), failure::getMessage);
        requireSilence(failure, settings());
    }

    @Test
    default void servesTwentyThreadsAtOnce() throws InterruptedException, ExecutionException, TimeoutException {
        List<PullRequest> requests = List.of(pull(9), pull(4), pull(30), pull(7));
        List<String> added = add(30);
        Source source = source();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Pulled>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                PullRequest request = requests.get(i % requests.size());
                results.add(callers.submit(() -> {
                    start.await();
                    Pulled pulled = Pulled.all(source, request, this::call);
                    assertTrue(pulled.largestPage() <= request.pageSize(), "a page was larger than asked for");
                    return pulled;
                }));
            }
            start.countDown();
            for (Future<Pulled> each : results) {
                each.get(60, TimeUnit.SECONDS).requireExactly(added);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    default void namesTheRecordsByTheirType() {
        PullRequest request = pull(3);
        add(3);

        source().pull(request, call()).records().forEach(each -> assertEquals(request.recordType(), each.type()));
    }

    @Test
    default void givesEachRecordAnIdOfItsOwn() {
        PullRequest request = pull(10);
        add(10);

        List<String> ids = Pulled.ids(source().pull(request, call()));

        assertEquals(ids.size(), new HashSet<>(ids).size(), () -> "ids are repeated: " + ids);
    }

    private PullRequest pull(int pageSize) {
        assumePull();
        return fullPull().orElseThrow().toBuilder().pageSize(pageSize).build();
    }

    private void assumePull() {
        assumeTrue(fullPull().isPresent(), "no source");
    }

    private Source source() {
        return (Source) connector();
    }
}
