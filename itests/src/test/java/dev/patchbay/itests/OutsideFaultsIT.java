package dev.patchbay.itests;

import static dev.patchbay.itests.FaultyService.hang;
import static dev.patchbay.itests.FaultyService.json;
import static dev.patchbay.itests.FaultyService.keeping;
import static dev.patchbay.itests.FaultyService.reset;
import static dev.patchbay.itests.FaultyService.resetMidBody;
import static dev.patchbay.itests.FaultyService.retryAtDate;
import static dev.patchbay.itests.FaultyService.slowly;
import static dev.patchbay.itests.FaultyService.status;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.itests.FaultyService.Behaviour;
import dev.patchbay.itests.FaultyService.Received;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** What callers get, and what reaches the external system, when that does what none should. */
public final class OutsideFaultsIT {
    private static final String ENTRIES = "[{\"id\": 1}, {\"id\": 2}]";
    private static final ConnectorRecord ENTRY = ConnectorRecord.of("entries", Map.of("amount", 5));

    private static final Behaviour UNAVAILABLE = status(503, "{\"message\": \"maintenance\"}");

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private static int instances;

    private final FaultyService service = new FaultyService(json(ENTRIES));
    private String id;

    @Before
    public void configure() {
        if (!HOME.registry().has("ledger")) {
            Ledger.register(HOME.registry());
        }
        settings("timeout = 30s", "retry.delay = 1ms", "breaker.failure.threshold = 100");
    }

    @After
    public void stop() {
        service.close();
    }

    @Test
    public void aServiceThatIsDownIsAskedAgainAndToldApartFromOthers() {
        service.down();
        ConnectorException pull = failed(() -> pull());
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, pull.code());
        assertTold(pull, "takes no connection");

        ConnectorException push = failed(() -> push());
        assertEquals("nothing was applied", ErrorCode.REMOTE_UNAVAILABLE, push.code());
        assertTrue(push.isUnapplied());

        service.up();
        assertEquals(2, pull());
        assertEquals(1, service.received().size());
    }

    @Test
    public void aServiceThatComesAndGoesIsNotNoticed() {
        settings("retry.delay = 1ms", "breaker.failure.threshold = 3");
        for (int round = 0; round < 5; round++) {
            service.then(UNAVAILABLE, json(ENTRIES), resetMidBody(), UNAVAILABLE);
            assertEquals(2, pull());
            assertEquals(2, pull());
        }
        assertEquals(25, service.received().size());
    }

    @Test
    public void aSlowAnswerIsAnAnswer() {
        CountDownLatch gate = new CountDownLatch(1);
        service.then(slowly(gate, json(ENTRIES)));
        Thread opener = new Thread(() -> {
            RunningHome.eventually().until(() -> service.received().size() == 1);
            gate.countDown();
        });
        opener.start();

        assertEquals(2, pull());
        assertEquals(1, service.received().size());
    }

    @Test
    public void whoHangsIsWaitedForUntilTheDeadlineOfTheCallAndNotPerAttempt() {
        settings("timeout = 700ms", "retry.delay = 1ms");
        service.then(hang(), hang());

        ConnectorException pull = failed(() -> pull());
        assertEquals(ErrorCode.TIMED_OUT, pull.code());
        assertEquals(1, service.received().size());

        ConnectorException push = failed(() -> push());
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, push.code());
        assertFalse(push.isUnapplied());
        assertEquals(2, service.received().size());
    }

    @Test
    public void anAnswerThatBreaksOffIsAskedForAgainButNoWrite() {
        service.then(resetMidBody(), resetMidBody());
        assertEquals(2, pull());
        assertEquals(3, service.received().size());

        service.then(resetMidBody());
        ConnectorException push = failed(() -> push());
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, push.code());
        assertTold(push, "may have been applied");
        assertEquals(4, service.received().size());
    }

    @Test
    public void aConnectionThatBreaksWithoutAnAnswerRepeatsNoWriteBehindOurBack() {
        for (Behaviour before : List.of(json(ENTRIES), keeping(ENTRIES))) {
            int sent = service.received().size();
            service.then(before, reset());
            assertEquals(2, pull());
            ConnectorException push = failed(() -> push());
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, push.code());
            assertEquals(sent + 2, service.received().size());
        }
    }

    /** The HTTP client of the JDK makes a read whose connection ends without a byte once more by itself; it says so nowhere. */
    @Test
    public void aReadWhoseConnectionBreaksComesAtMostTwiceForEachAttempt() {
        Behaviour[] resets = {reset(), reset(), reset(), reset(), reset(), reset()};
        service.then(resets);
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failed(() -> pull()).code());
        Map<String, Long> ofParent = service.received().stream()
                .collect(Collectors.groupingBy(each -> each.headers().get("traceparent"), Collectors.counting()));
        assertEquals("one for each attempt", 3, ofParent.size());
        assertTrue(ofParent.toString(), ofParent.values().stream().allMatch(each -> each <= 2));
    }

    @Test
    public void aBurstOfErrorsIsGotOverByReadsAndIdempotentWritesOnly() {
        Behaviour error = status(500, "oops");
        service.then(error, error);
        assertEquals(2, pull());
        assertEquals(3, service.received().size());

        service.then(error, error, json("{\"done\": true}"));
        assertEquals(Map.of("done", true), handle().invoke("settle", Map.of()));
        assertEquals(6, service.received().size());

        service.then(error, error, error);
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, failed(() -> push()).code());
        assertEquals(
                ErrorCode.OUTCOME_UNKNOWN,
                failed(() -> handle().invoke("book", Map.of())).code());
        assertEquals(8, service.received().size());

        service.then(error, error);
        ConnectorException pull = failed(() -> pull());
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, pull.code());
        assertTold(pull, "(500)");
    }

    @Test
    public void aBurstOfErrorsOpensTheBreakerAndNothingIsAskedUntilItIsTriedAgain() {
        settings("retry.max.attempts = 1", "breaker.failure.threshold = 3", "breaker.open.duration = 1s");
        service.then(UNAVAILABLE, UNAVAILABLE, UNAVAILABLE);
        for (int call = 0; call < 3; call++) {
            assertTold(failed(() -> pull()), "maintenance");
        }

        ConnectorException refused = failed(() -> pull());
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.code());
        assertTold(refused, "breaker " + id + " reset");
        assertTrue(refused.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(1)) <= 0);
        assertEquals(3, service.received().size());

        RunningHome.eventually().ignoreExceptions().until(() -> pull() == 2);
        assertEquals(4, service.received().size());
        assertEquals(2, pull());
    }

    @Test
    public void oneWhoRefusesIsNoneThatIsDown() {
        settings("retry.max.attempts = 3", "retry.delay = 1ms", "breaker.failure.threshold = 2");
        for (int call = 0; call < 5; call++) {
            service.then(status(422, "{\"message\": \"no such account\"}"));
            ConnectorException refused = failed(() -> push());
            assertEquals(ErrorCode.REMOTE_REJECTED, refused.code());
            assertTold(refused, "no such account");
        }
        assertEquals(2, pull());
        assertEquals(6, service.received().size());
    }

    @Test
    public void nobodyAsksBeforeTheSecondsThatAreAskedForHavePassed() {
        service.then(status(429, "{}", "Retry-After: 1"));
        assertEquals(2, pull());
        assertEquals(2, service.received().size());
        assertAtLeast(Duration.ofSeconds(1), service.pauseAfter(0));
    }

    @Test
    public void aWriteThatWasPutOffIsMadeWhenItsTimeHasCome() {
        service.then(status(429, "{}", "Retry-After: 1"), status(503, "{}", "Retry-After: 1"));
        assertEquals(1, push());
        assertEquals(3, service.received().size());
        assertAtLeast(Duration.ofSeconds(1), service.pauseAfter(0));
        assertAtLeast(Duration.ofSeconds(1), service.pauseAfter(1));
    }

    @Test
    public void aTimeOfDayCountsByTheClockOfTheService() {
        for (Duration ahead : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            int before = service.received().size();
            service.then(retryAtDate(429, ahead));
            assertEquals("a clock off by " + ahead, 2, pull());
            assertEquals(before + 2, service.received().size());
            assertAtLeast(Duration.ofSeconds(1), service.pauseAfter(before));
        }
    }

    @Test
    public void aLimitWithoutATimeIsMetWithPatience() {
        service.then(status(429, "{}"), status(429, "{}"));
        assertEquals(2, pull());
        assertEquals(3, service.received().size());

        service.then(status(429, "{}"), status(429, "{}"), status(429, "{}"));
        ConnectorException limited = failed(() -> push());
        assertEquals(ErrorCode.RATE_LIMITED, limited.code());
        assertTrue(limited.isUnapplied());
        assertFalse(limited.retryAfter().isPresent());
        assertEquals(6, service.received().size());
    }

    @Test
    public void whoHasToWaitTooLongIsToldAtOnceAndAsksNothingMore() {
        service.then(status(429, "{}", "Retry-After: 3600"));
        ConnectorException first = failed(() -> pull());
        ConnectorException second = failed(() -> push());
        for (ConnectorException each : List.of(first, second)) {
            assertEquals(ErrorCode.RATE_LIMITED, each.code());
            Duration wait = each.retryAfter().orElseThrow();
            assertTrue(
                    wait.toString(),
                    wait.compareTo(Duration.ofHours(1)) <= 0 && wait.compareTo(Duration.ofMinutes(50)) > 0);
        }
        assertTrue(second.isUnapplied());
        assertEquals(1, service.received().size());

        settings("timeout = 30s");
        assertEquals("another instance was asked for nothing", 2, pull());
    }

    @Test
    public void aServiceThatIsAwayForLongSaysSoOnce() {
        service.then(status(503, "{\"message\": \"maintenance\"}", "Retry-After: 3600"));
        ConnectorException away = failed(() -> pull());
        assertEquals(ErrorCode.RATE_LIMITED, away.code());
        assertTold(away, "maintenance");
        failed(() -> pull());
        assertEquals(1, service.received().size());
    }

    @Test
    public void halfADocumentAndAPageForPeopleAreNotNoRecords() {
        for (Behaviour each : List.of(
                json("[{\"id\": 1}, {\"id\""),
                json(""),
                json("{\"error\": \"none\"}"),
                status(200, "<!DOCTYPE html><html>Sign in</html>", "Content-Type: text/html"),
                status(200, "<html>Sign in</html>", "Content-Type: application/json"))) {
            int before = service.received().size();
            service.then(each);
            ConnectorException unexpected = failed(() -> pull());
            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, unexpected.code());
            assertEquals(before + 1, service.received().size());
        }
    }

    @Test
    public void allRequestsOfACallAreOfOneTraceAndEachIsItsOwn() {
        service.then(UNAVAILABLE, resetMidBody(), UNAVAILABLE);
        ConnectorHandle traced = handle().with(CallOptions.none().correlationId("order-4711"));
        ConnectorException failure = failed(() -> traced.pull(PullRequest.of("entries")));
        assertEquals("order-4711", failure.correlationId().orElseThrow());
        traced.push(List.of(ENTRY));

        List<Map<String, String>> headers =
                service.received().stream().map(Received::headers).toList();
        assertEquals(4, headers.size());
        headers.forEach(each -> assertEquals("order-4711", each.get("x-correlation-id")));
        List<String[]> traces =
                headers.stream().map(each -> each.get("traceparent").split("-")).toList();
        assertEquals(1, traces.stream().map(each -> each[1]).distinct().count());
        assertEquals(
                4,
                traces.stream().map(each -> each[2]).collect(Collectors.toSet()).size());

        assertEquals(2, pull());
        assertNotEquals(
                headers.get(0).get("traceparent").split("-")[1],
                service.received().get(4).headers().get("traceparent").split("-")[1]);
    }

    /** Another instance, which has a breaker, limits and pauses of its own. */
    private void settings(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "url = " + service.url();
        System.arraycopy(lines, 0, all, 1, lines.length);
        id = "ledger~n" + ++instances;
        HOME.cfg("connector." + id + ".cfg", all);
        HOME.await(id, InstanceState.READY, InstanceState.ACTIVE);
    }

    private ConnectorHandle handle() {
        return HOME.handle(id);
    }

    private int pull() {
        return handle().pull(PullRequest.of("entries")).records().size();
    }

    private int push() {
        return handle().push(List.of(ENTRY)).accepted();
    }

    private static ConnectorException failed(ThrowingRunnable call) {
        ConnectorException failure = assertThrows(ConnectorException.class, call);
        assertTrue("a failure of a call says of which", failure.correlationId().isPresent());
        return failure;
    }

    private static void assertTold(ConnectorException failure, String words) {
        assertTrue(failure.getMessage(), failure.getMessage().contains(words));
    }

    private static void assertAtLeast(Duration least, Duration passed) {
        assertTrue("only " + passed + " had passed", passed.compareTo(least) >= 0);
    }
}
