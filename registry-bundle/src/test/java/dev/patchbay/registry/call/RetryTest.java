package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.resilience.ManualTime;
import dev.patchbay.spi.CallContext;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final Set<ErrorCode> RETRIED =
            EnumSet.of(ErrorCode.RATE_LIMITED, ErrorCode.TIMED_OUT, ErrorCode.REMOTE_UNAVAILABLE);
    private static final ConnectorException DOWN = new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "it is down");

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final ScriptedConnector connector = new ScriptedConnector();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder, time);
        registry.install("erp", "1.0.0", context -> connector);
        define();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aReadIsTriedAgainOnlyAfterFailuresThatPass(ErrorCode code) {
        fail(new ConnectorException(code, "it has failed"));

        assertEquals(code, failure(this::pull).code());

        assertEquals(RETRIED.contains(code) ? 3 : 1, connector.calls.get());
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aWriteThatMayHaveBeenAppliedIsNotTriedAgain(ErrorCode code) {
        fail(new ConnectorException(code, "it has failed"));

        ErrorCode told = failure(this::push).code();

        assertEquals(1, connector.calls.get());
        boolean unknown = code == ErrorCode.TIMED_OUT || code == ErrorCode.REMOTE_UNAVAILABLE;
        assertEquals(unknown ? ErrorCode.OUTCOME_UNKNOWN : code, told);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aWriteOfWhichNothingWasAppliedIsTriedAgainAsARead(ErrorCode code) {
        fail(new ConnectorException(code, "it has failed").unapplied());

        ConnectorException told = failure(this::push);

        assertEquals(RETRIED.contains(code) ? 3 : 1, connector.calls.get());
        assertEquals(code, told.code());
        assertTrue(told.isUnapplied());
    }

    @Test
    void aPushThatMayBeRepeatedIsTriedAgainThoughItMayHaveBeenApplied() {
        connector.idempotent = true;
        fail(DOWN);

        ConnectorException told = failure(this::push);

        assertEquals(3, connector.calls.get());
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, told.code());
        assertFalse(told.isUnapplied(), "the first attempt may have been applied");
    }

    @Test
    void onlyAnOperationThatIsDeclaredIdempotentIsTriedAgain() {
        fail(DOWN);

        failure(() -> registry.handle("erp").invoke("set", Map.of()));
        assertEquals(3, connector.calls.getAndSet(0));

        assertEquals(
                ErrorCode.OUTCOME_UNKNOWN,
                failure(() -> registry.handle("erp").invoke("add", Map.of())).code());
        assertEquals(1, connector.calls.get());
    }

    static Stream<Throwable> unreached() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("nowhere.example"),
                new NoRouteToHostException("no route"),
                new HttpConnectTimeoutException("connect timed out"),
                new IllegalStateException(new RuntimeException(new ConnectException("deep inside"))));
    }

    @ParameterizedTest
    @MethodSource("unreached")
    void aWriteThatDidNotReachTheServiceIsTriedAgain(Throwable cause) {
        connector.step = call -> {
            call.request("POST", "/things");
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "not reached", cause);
        };

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure(this::push).code());
        assertEquals(3, connector.calls.get());
    }

    @Test
    void aWriteWhoseConnectionBrokeMayHaveBeenApplied() {
        fail(new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "reset", new SocketException("Connection reset")));

        ConnectorException told = failure(this::push);

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, told.code());
        assertTrue(told.getMessage().contains("push may have been applied"), told.getMessage());
        assertFalse(told.isUnapplied());
    }

    @Test
    void theSecondOfTwoChangesThatIsRefusedLeavesTheFirstApplied() {
        connector.step = call -> {
            call.request("POST", "/things/1");
            call.request("POST", "/things/2");
            throw new ConnectorException(
                            ErrorCode.REMOTE_UNAVAILABLE, "refused", new ConnectException("Connection refused"))
                    .unapplied();
        };

        ConnectorException told = failure(this::push);

        assertEquals(1, connector.calls.get());
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, told.code());
        assertFalse(told.isUnapplied());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "SELECT", "METADATA", "LOGIN", "EHLO", "NOOP"})
    void whatChangesNothingBeforeTheChangeDoesNotKeepItFromBeingTriedAgain(String method) {
        connector.step = call -> {
            call.request(method, "/things/1");
            call.request("POST", "/things/1");
            throw ConnectorException.rateLimited("too many", Duration.ofSeconds(1));
        };

        failure(this::push);

        assertEquals(3, connector.calls.get());
    }

    @Test
    void aWriteThatALimitHasTurnedAwayIsTriedAgainThoughNobodySaysWhen() {
        connector.step = call -> {
            call.request("POST", "/things");
            throw ConnectorException.rateLimited("too many", null);
        };

        ConnectorException told = failure(this::push);

        assertEquals(3, connector.calls.get());
        assertTrue(told.isUnapplied());
    }

    @Test
    void thatAnotherInstanceHasAppliedNothingTellsNothingOfTheWriteThatCalledIt() {
        ScriptedConnector shop = new ScriptedConnector();
        registry.install("shop", "1.0.0", context -> shop);
        registry.define("shop", "url", "http://one", "retry.max.attempts", "1");
        shop.step = call -> {
            if (shop.calls.get() % 2 == 0) {
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "closed").unapplied();
            }
        };
        connector.step = call -> {
            registry.handle("shop").push(List.of());
            registry.handle("shop").push(List.of());
        };

        ConnectorException told = failure(this::push);

        assertEquals(1, connector.calls.get(), "the first of the two was applied");
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, told.code());
        assertFalse(told.isUnapplied());
    }

    @Test
    void aFailureToConnectIsNoWriteThatMayHaveBeenApplied() {
        registry.install("shop", "1.0.0", context -> {
            throw DOWN;
        });
        registry.define("shop", "url", "http://one", "breaker.failure.threshold", "100");

        ConnectorException told = failure(() -> registry.handle("shop")
                .push(List.of(ConnectorRecord.builder("things").id("1").build())));

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, told.code());
        assertTrue(told.isUnapplied());
        assertEquals(2, time.sleeps().size(), "it was tried again");
    }

    @Test
    void eachWaitIsLongerThanTheLast() {
        define("retry.max.attempts", "4", "retry.delay", "200ms", "retry.multiplier", "3", "retry.jitter", "0");
        fail(DOWN);

        failure(this::pull);

        assertEquals(List.of(millis(200), millis(600), millis(1800)), time.sleeps());
    }

    @Test
    void aShareOfEachWaitIsLeftToChance() {
        define(
                "retry.max.attempts",
                "50",
                "retry.delay",
                "1000ms",
                "retry.multiplier",
                "1",
                "retry.jitter",
                "0.5",
                "timeout",
                "1h",
                "breaker.failure.threshold",
                "100");
        fail(DOWN);

        failure(this::pull);

        assertEquals(49, time.sleeps().size());
        assertTrue(time.sleeps().stream().allMatch(each -> each.toMillis() >= 500 && each.toMillis() <= 1501));
        assertTrue(time.sleeps().stream().distinct().count() > 10, time.sleeps().toString());
    }

    @Test
    void noWaitAtAllCanBeAsked() {
        define("retry.delay", "0ms");
        fail(DOWN);

        failure(this::pull);

        assertEquals(3, connector.calls.get());
        assertEquals(List.of(), time.sleeps());
    }

    @Test
    void oneAttemptIsNoRetry() {
        define("retry.max.attempts", "1");
        fail(DOWN);

        failure(this::pull);

        assertEquals(1, connector.calls.get());
    }

    @Test
    void anAttemptThatSucceedsEndsTheCallWithItsResult() {
        List<Integer> attempts = new ArrayList<>();
        connector.step = call -> {
            attempts.add(call.attempt());
            if (call.attempt() < 3) {
                throw DOWN;
            }
        };

        pull();

        assertEquals(List.of(1, 2, 3), attempts);
        assertTrue(registry.standing("erp").slot().observations().lastFailure().isEmpty());
    }

    @Test
    void whatTheServiceAsksForWinsOverOurOwnWait() {
        connector.step = call -> {
            if (call.attempt() == 1) {
                throw ConnectorException.rateLimited("too many", Duration.ofSeconds(7));
            }
        };

        pull();

        assertEquals(List.of(Duration.ofSeconds(7)), time.sleeps());
    }

    @Test
    void whoIsToldToComeBackAtOnceWaitsAsUsual() {
        define(
                "retry.delay",
                "200ms",
                "retry.multiplier",
                "3",
                "retry.jitter",
                "0",
                "breaker.failure.threshold",
                "100");
        for (Duration wait : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            fail(DOWN.withRetryAfter(wait));

            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure(this::pull).code());
        }

        assertEquals(
                List.of(millis(200), millis(600), millis(200), millis(600), millis(200), millis(600)), time.sleeps());
    }

    @Test
    void aWriteWhoseTimeWasUpBeforeItsFirstRequestWasNotApplied() {
        connector.step = call -> {
            time.pass(Duration.ofMinutes(1));
            call.request("POST", "/things");
        };

        ConnectorException told = failure(this::push);

        assertEquals(ErrorCode.TIMED_OUT, told.code());
        assertTrue(told.isUnapplied());
    }

    @Test
    void aWriteWhoseTimeWasUpBetweenTwoRequestsMayHaveBeenApplied() {
        connector.step = call -> {
            call.request("POST", "/things/1");
            time.pass(Duration.ofMinutes(1));
            call.request("POST", "/things/2");
        };

        ConnectorException told = failure(this::push);

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, told.code());
        assertFalse(told.isUnapplied());
    }

    @Test
    void aWaitLongerThanTheDeadlineFailsAtOnceWithTheTime() {
        fail(DOWN.withRetryAfter(Duration.ofSeconds(31)));

        ConnectorException told = failure(this::pull);

        assertEquals(ErrorCode.RATE_LIMITED, told.code());
        assertEquals(Duration.ofSeconds(31), told.retryAfter().orElseThrow());
        assertTrue(
                told.getMessage().contains("has asked to wait for 31s, which is longer than the rest of timeout=30s"));
        assertEquals(List.of(), time.sleeps());
        assertEquals(1, connector.calls.get());
    }

    @Test
    void allAttemptsAndWaitsHaveOneDeadline() {
        define(
                "retry.max.attempts",
                "1000",
                "retry.delay",
                "4s",
                "retry.multiplier",
                "1",
                "retry.jitter",
                "0",
                "timeout",
                "10s",
                "breaker.failure.threshold",
                "1000");
        connector.step = call -> {
            time.pass(Duration.ofSeconds(1));
            throw DOWN;
        };
        long begun = time.nanos();

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure(this::pull).code());

        assertEquals(2, connector.calls.get(), "at 0 s and at 5 s; the wait after that would end at 10 s");
        assertTrue(time.nanos() - begun <= Duration.ofSeconds(10).toNanos());
    }

    @Test
    void noRequestOfAnyCallerIsMadeBeforeTheServiceWantsOne() {
        fail(ConnectorException.rateLimited("too many", Duration.ofMinutes(2)));
        assertEquals(ErrorCode.RATE_LIMITED, failure(this::pull).code());
        connector.step = call -> call.request("GET", "/things");
        time.pass(Duration.ofSeconds(80));

        ConnectorException early = failure(this::pull);
        assertEquals(ErrorCode.RATE_LIMITED, early.code());
        assertEquals(Duration.ofSeconds(40), early.retryAfter().orElseThrow());
        assertEquals(1, connector.calls.get());

        time.pass(Duration.ofSeconds(30));
        pull();
        assertEquals(List.of(Duration.ofSeconds(10)), time.sleeps(), "it waits for the rest");
    }

    @Test
    void aLimitOfOursIsNoPauseForOthers() {
        define("rate.limit.per.minute", "1");
        connector.step = call -> call.request("GET", "/things");
        pull();
        assertEquals(ErrorCode.RATE_LIMITED, failure(this::pull).code());

        assertTrue(
                registry.instance("erp").limitStatus().orElseThrow().pausedFor().isEmpty());
    }

    @Test
    void whoWaitsForTheNextAttemptHoldsNothing() {
        define("max.concurrent.calls", "1");
        List<String> held = new ArrayList<>();
        RegistryFixture fixture = new RegistryFixture(folder, new SleepWatch(() -> held.add(held())));
        try {
            registry.close();
            registry = fixture;
            registry.install("erp", "1.0.0", context -> connector);
            define();
            fail(DOWN);

            failure(this::pull);
        } finally {
            fixture.close();
        }

        assertEquals(List.of("0 leases, 0 calls", "0 leases, 0 calls"), held);
    }

    @Test
    void aCallerWhoIsInterruptedGetsTheFailureSoFar() {
        connector.step = call -> {
            Thread.currentThread().interrupt();
            throw DOWN;
        };

        ConnectorException told = failure(this::pull);

        assertEquals("it is down", told.getMessage());
        assertTrue(Thread.interrupted(), "the caller still sees it");
        assertEquals(1, connector.calls.get());
        assertEquals(0, registry.instance("erp").limitStatus().orElseThrow().failures(), "nobody else is to blame");
    }

    @Test
    void aHealthCheckIsMadeOnce() {
        connector.check = call -> {
            connector.calls.incrementAndGet();
            throw DOWN;
        };

        assertThrows(
                ConnectorException.class,
                () -> registry.pipeline.callHere(
                        () -> registry.instance("erp"),
                        Caller.runtime(registry.instance("erp").id(), null),
                        CallKind.HEALTH,
                        dev.patchbay.spi.Connector::health));

        assertEquals(1, connector.calls.get());
    }

    private String held() {
        return registry.standing("erp").slot().leases() + " leases, "
                + registry.instance("erp").limitStatus().orElseThrow().concurrentCalls() + " calls";
    }

    private void define(String... keysAndValues) {
        List<String> all = new ArrayList<>(List.of("url", "http://one"));
        all.addAll(List.of(keysAndValues));
        registry.define("erp", all.toArray(String[]::new));
    }

    private void fail(ConnectorException failure) {
        Consumer<CallContext> step = call -> {
            throw failure;
        };
        connector.step = step;
    }

    private void pull() {
        registry.handle("erp").pull(PullRequest.of("things"));
    }

    private void push() {
        registry.handle("erp")
                .push(List.of(ConnectorRecord.builder("things").id("1").build()));
    }

    private static ConnectorException failure(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(ConnectorException.class, call);
    }

    private static Duration millis(long count) {
        return Duration.ofMillis(count);
    }
}
