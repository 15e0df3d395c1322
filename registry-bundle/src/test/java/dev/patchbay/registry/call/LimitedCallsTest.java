package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.CallOptions;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Observations;
import dev.patchbay.registry.lifecycle.PrivateInstance;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.resilience.ManualTime;
import dev.patchbay.registry.resilience.Time;
import dev.patchbay.spi.Connector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitedCallsTest {
    private static final PullRequest ANY = PullRequest.of("things");
    private static final ConnectorException DOWN = new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "it is down");

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final ScriptedConnector connector = new ScriptedConnector();
    private final AtomicInteger made = new AtomicInteger();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder, time);
        install();
        define("erp");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void anOpenBreakerRefusesCallsAndTellsWhatHasOpenedItAndForHowLong() {
        openBreaker("erp");
        connector.calls.set(0);

        ConnectorException refused = failure("erp");

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.code());
        assertEquals(Duration.ofSeconds(60), refused.retryAfter().orElseThrow());
        assertTrue(refused.isUnapplied());
        assertTrue(
                refused.getMessage()
                        .contains("its circuit breaker is open for another 60s after 5 failures in a row, the last with"
                                + " REMOTE_UNAVAILABLE (it is down); 'breaker erp reset' lets calls through"),
                refused.getMessage());
        assertEquals(0, connector.calls.get());
        assertEquals(
                "it is down",
                registry.standing("erp")
                        .slot()
                        .observations()
                        .lastFailure()
                        .orElseThrow()
                        .cause()
                        .getMessage(),
                "what the connector has failed with is remembered, not that it was not asked");
    }

    @Test
    void theBreakerOfAnotherTenantStaysClosed() {
        define("erp@acme");
        openBreaker("erp");
        connector.step = call -> {};

        registry.handle("erp@acme").pull(ANY);

        assertEquals(LimitStatus.Breaker.CLOSED, status("erp@acme").breaker());
        assertEquals(LimitStatus.Breaker.OPEN, status("erp").breaker());
    }

    @Test
    void theFifthFailureEndsTheRetriesToo() {
        connector.step = call -> {
            throw DOWN;
        };
        define("erp", "retry.max.attempts", "10");

        assertEquals("it is down", failure("erp").getMessage());

        assertEquals(5, connector.calls.get());
    }

    @Test
    void oneCallGoesThroughWhenItsTimeIsUpAndClosesIt() {
        openBreaker("erp");
        time.pass(Duration.ofSeconds(61));
        connector.step = call -> {};

        registry.handle("erp").pull(ANY);

        assertEquals(LimitStatus.Breaker.CLOSED, status("erp").breaker());
    }

    @Test
    void whoComesWhileOneCallSeesWhetherItIsBackIsToldThatAndNoTime() {
        openBreaker("erp");
        time.pass(Duration.ofSeconds(61));
        AtomicReference<ConnectorException> refused = new AtomicReference<>();
        connector.step = call -> refused.set(failure("erp"));

        registry.handle("erp").pull(ANY);

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.get().code());
        assertEquals(Optional.empty(), refused.get().retryAfter());
        assertTrue(
                refused.get()
                        .getMessage()
                        .contains(
                                "lets one call through to see whether the external system is back after 5 failures in"
                                        + " a row, the last with REMOTE_UNAVAILABLE (it is down); call again when that has ended"),
                refused.get().getMessage());
    }

    @Test
    void aHealthCheckPassesAnOpenBreakerAndLetsTheNextCallTry() {
        openBreaker("erp");
        connector.step = call -> {};
        failure("erp");

        registry.pipeline.callHere(
                () -> registry.instance("erp"),
                Caller.runtime(registry.instance("erp").id(), null),
                CallKind.HEALTH,
                Connector::health);

        assertEquals(LimitStatus.Breaker.HALF_OPEN, status("erp").breaker());
        registry.handle("erp").pull(ANY);
        assertEquals(LimitStatus.Breaker.CLOSED, status("erp").breaker());
    }

    @Test
    void whatComesInOrDescribesPassesAnOpenBreaker() {
        openBreaker("erp");

        assertEquals(2, registry.handle("erp").operations().size());
    }

    @Test
    void changedLimitsKeepStateAndObject() {
        openBreaker("erp");
        ConnectorSlot slot = registry.standing("erp").slot();
        time.pass(Duration.ofSeconds(20));

        define("erp", "breaker.open.duration", "30s", "breaker.failure.threshold", "7", "max.concurrent.calls", "3");

        ConnectorException refused = failure("erp");
        assertEquals(Duration.ofSeconds(30), refused.retryAfter().orElseThrow());
        assertSame(slot, registry.standing("erp").slot());
        assertEquals(1, made.get(), "no other connector object was made");
        assertEquals(3, status("erp").maxConcurrentCalls());
        assertEquals(7, status("erp").failureThreshold());
    }

    @Test
    void anotherConnectorObjectMayTryAtOnce() {
        openBreaker("erp");
        registry.define("erp", "url", "http://two", "retry.max.attempts", "1");
        connector.calls.set(0);

        assertEquals("it is down", failure("erp").getMessage());
        assertTrue(failure("erp").getMessage().contains("circuit breaker is open"), "one call, and the count is kept");
        assertEquals(1, connector.calls.get());
    }

    @Test
    void eachRequestTakesAPermitInRetriesToo() {
        define("erp", "rate.limit.per.minute", "100", "retry.delay", "0ms");
        connector.step = call -> {
            call.request("GET", "/things");
            call.request("GET", "/things/1");
            throw DOWN;
        };

        failure("erp");

        assertEquals(10 - 6, status("erp").permits().orElseThrow());
    }

    @Test
    void eachAttemptOfAConnectorThatAnnouncesNothingTakesAPermit() {
        define("erp", "rate.limit.per.minute", "100", "retry.delay", "0ms");
        connector.step = call -> {
            throw DOWN;
        };

        failure("erp");

        assertEquals(10 - 3, status("erp").permits().orElseThrow());
    }

    @Test
    void aMistakeOfTheCallerTakesNoPermitBeforeAnyRequest() {
        define("erp", "rate.limit.per.minute", "100");
        connector.step = call -> {
            throw new ConnectorException(ErrorCode.INVALID_REQUEST, "'where' is missing");
        };
        assertEquals(ErrorCode.INVALID_REQUEST, failure("erp").code());
        ConnectorException unreadable = assertThrows(
                ConnectorException.class, () -> registry.handle("erp").pull(ANY.from("no cursor of ours")));
        assertEquals(ErrorCode.CURSOR_INVALID, unreadable.code());

        assertEquals(10, status("erp").permits().orElseThrow());
        connector.step = call -> call.request("GET", "/things");
        registry.handle("erp").pull(ANY);
        assertEquals(9, status("erp").permits().orElseThrow(), "nobody took it for one that announces nothing");
    }

    @Test
    void aRequestWaitsForItsPermit() {
        define("erp", "rate.limit.per.minute", "10");
        connector.step = call -> call.request("GET", "/things");
        registry.handle("erp").pull(ANY);

        registry.handle("erp").pull(ANY);

        assertEquals(1, time.sleeps().size());
        assertTrue(time.sleeps().get(0).compareTo(Duration.ofSeconds(6)) <= 0);
    }

    @Test
    void aPermitThatComesTooLateIsRefusedAtOnceWithTheTime() {
        define("erp", "rate.limit.per.minute", "1", "timeout", "10s");
        connector.step = call -> call.request("GET", "/things");
        registry.handle("erp").pull(ANY);

        ConnectorException refused = failure("erp");

        assertEquals(ErrorCode.RATE_LIMITED, refused.code());
        assertTrue(refused.getMessage().contains("rate.limit.per.minute=1 allows the next request in"));
        assertTrue(refused.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(50)) > 0);
        assertEquals(List.of(), time.sleeps());
        assertEquals(0, status("erp").failures(), "a limit of ours says nothing about the external system");
    }

    @Test
    void aLimitOfOursIsHeldAgainstNobodysHealth() {
        define("erp", "rate.limit.per.minute", "1", "timeout", "10s");
        connector.step = call -> call.request("GET", "/things");
        registry.handle("erp").pull(ANY);

        for (int i = 0; i < 20; i++) {
            assertEquals(ErrorCode.RATE_LIMITED, failure("erp").code());
        }

        Observations seen = registry.standing("erp").slot().observations();
        assertEquals(0, seen.seen(System.nanoTime()).failures());
        assertEquals(Optional.empty(), seen.lastFailure());
    }

    @Test
    void whatAConnectorThrowsAtAllCountsAndLeaksNothing() {
        connector.step = call -> {
            throw new StackOverflowError();
        };
        for (int i = 0; i < 5; i++) {
            assertEquals(ErrorCode.CONNECTOR_FAULT, failure("erp").code());
        }

        assertEquals(LimitStatus.Breaker.OPEN, status("erp").breaker());
        assertEquals(0, status("erp").concurrentCalls());
        assertEquals(0, registry.standing("erp").slot().leases());
    }

    @Test
    void aPrivateInstanceHasLimitsOfItsOwn() {
        openBreaker("erp");
        connector.step = call -> {};
        Standing standing = registry.standing("erp");
        try (PrivateInstance own = new PrivateInstance(
                registry.instance("erp").id(),
                () -> new PrivateInstance.Ground(standing.definition(), standing.version(), standing.settings()),
                registry.background)) {
            LeasingHandle handle = new LeasingHandle(
                    registry.instance("erp").id(), own::instance, registry.pipeline, CallOptions.none(), () -> {});

            handle.pull(ANY);

            assertEquals(LimitStatus.Breaker.OPEN, status("erp").breaker());
            assertEquals(
                    LimitStatus.Breaker.CLOSED,
                    own.instance().limitStatus().orElseThrow().breaker());
        }
    }

    @Test
    void twoHundredCallersNeverExceedEight() throws Exception {
        useRealTime();
        define("erp", "max.concurrent.calls", "8");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(8);
        connector.step = call -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            full.countDown();
            awaitQuietly(full);
            inside.decrementAndGet();
        };

        int served = call(200, () -> registry.handle("erp").pull(ANY));

        assertEquals(200, served);
        assertEquals(8, most.get());
        assertEquals(0, status("erp").concurrentCalls());
    }

    @Test
    void whoFindsNoPlaceIsToldWhichLimitThatWas() throws Exception {
        useRealTime();
        define("erp", "max.concurrent.calls", "1");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        connector.step = call -> {
            entered.countDown();
            awaitQuietly(release);
        };
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> holder = other.submit(() -> registry.handle("erp").pull(ANY));
            assertTrue(entered.await(20, TimeUnit.SECONDS));

            ConnectorException refused = assertThrows(
                    ConnectorException.class,
                    () -> registry.handle("erp")
                            .with(CallOptions.none().timeout(Duration.ofMillis(50)))
                            .pull(ANY));

            assertEquals(ErrorCode.RATE_LIMITED, refused.code());
            assertTrue(refused.getMessage().contains("max.concurrent.calls=1"), refused.getMessage());
            assertFalse(Thread.currentThread().isInterrupted());
            release.countDown();
            holder.get(20, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void randomFaultsLeakNoPlaceAndNoLease() throws Exception {
        useRealTime();
        define(
                "erp",
                "max.concurrent.calls",
                "4",
                "retry.delay",
                "0ms",
                "breaker.open.duration",
                "1ms",
                "breaker.failure.threshold",
                "2",
                "timeout",
                "5s");
        Random random = new Random(4711);
        connector.step = call -> {
            int what;
            synchronized (random) {
                what = random.nextInt(8);
            }
            switch (what) {
                case 0 -> throw DOWN;
                case 1 -> throw new StackOverflowError();
                case 2 -> throw new ConnectorException(ErrorCode.REMOTE_REJECTED, "no");
                case 3 -> throw ConnectorException.rateLimited("slow down", Duration.ofMillis(1));
                case 4 -> throw new IllegalStateException("a bug");
                case 5 -> throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "who?");
                default -> call.request("GET", "/things");
            }
        };

        call(8, () -> {
            for (int i = 0; i < 300; i++) {
                try {
                    registry.handle("erp").pull(ANY);
                } catch (ConnectorException expected) {
                    // One of those above, or a refusal.
                }
            }
        });

        assertEquals(0, status("erp").concurrentCalls());
        assertEquals(0, registry.standing("erp").slot().leases());
        connector.step = call -> {};
        registry.instance("erp").limits(Time.SYSTEM).order(BreakerOrder.RESET);
        registry.handle("erp").pull(ANY);
    }

    private int call(int callers, Runnable task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(task));
            }
            int served = 0;
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
                served++;
            }
            return served;
        } finally {
            threads.shutdownNow();
        }
    }

    private void useRealTime() {
        registry.close();
        registry = new RegistryFixture(folder);
        install();
    }

    private void install() {
        registry.install("erp", "1.0.0", context -> {
            made.incrementAndGet();
            return connector;
        });
    }

    private void define(String id, String... keysAndValues) {
        List<String> all = new ArrayList<>(List.of("url", "http://one"));
        all.addAll(List.of(keysAndValues));
        registry.define(id, all.toArray(String[]::new));
    }

    /** By five failures, as is the default. */
    private void openBreaker(String id) {
        connector.check = call -> {};
        connector.step = call -> {
            throw DOWN;
        };
        while (status(id).breaker() != LimitStatus.Breaker.OPEN) {
            failure(id);
        }
    }

    private LimitStatus status(String id) {
        return registry.instance(id).limitStatus().orElseThrow();
    }

    private ConnectorException failure(String id) {
        return assertThrows(ConnectorException.class, () -> registry.handle(id).pull(ANY));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
