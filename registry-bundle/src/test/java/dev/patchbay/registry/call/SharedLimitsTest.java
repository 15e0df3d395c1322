package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.api.LimitStatus.Breaker;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.evidence.CallsSeen;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.resilience.InstanceLimits;
import dev.patchbay.registry.resilience.ManualTime;
import dev.patchbay.registry.resilience.Time;
import dev.patchbay.spi.Connector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance of the default tenant, called by others: what each of them may use of it, and what they do not notice. */
class SharedLimitsTest {
    private static final PullRequest ANY = PullRequest.of("things");

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final ScriptedConnector connector = new ScriptedConnector();
    /** The tenants for whom the external system is down. */
    private final Set<String> unlucky = ConcurrentHashMap.newKeySet();

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder, time);
        registry.install("erp", "1.0.0", context -> connector);
        define();
        connector.step = call -> {
            if (unlucky.contains(call.tenant())) {
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "it is down for " + call.tenant());
            }
        };
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void fiveFailuresOfOneTenantRefuseItsOwnCallsOnly() {
        openBreaker("acme");
        int before = connector.calls.get();

        ConnectorException refused = failure("acme");
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.code());
        assertTrue(
                refused.getMessage()
                        .contains("its circuit breaker for tenant 'acme' is open for another 60s after 5 failures in a"
                                + " row, the last with REMOTE_UNAVAILABLE (it is down for acme); whoever runs the runtime"
                                + " can let calls through"),
                refused.getMessage());
        assertEquals(before, connector.calls.get());
        handle("beta").pull(ANY);
        registry.handle("erp").pull(ANY);
        assertEquals(Breaker.CLOSED, status().breaker());
        assertEquals(Set.of("acme", "beta"), status().tenants().keySet());
        assertEquals(Breaker.OPEN, status().tenants().get("acme").breaker());
        assertEquals(Breaker.CLOSED, status().tenants().get("beta").breaker());
    }

    @Test
    void theFailuresOfItsOwnTenantRefuseNobodyElse() {
        openBreaker("default");

        handle("acme").pull(ANY);

        assertTrue(failure("default").getMessage().contains("'breaker erp reset' lets calls through"));
        assertEquals(Breaker.OPEN, status().breaker());
    }

    @Test
    void eachTenantCountsForItself() {
        unlucky.addAll(Set.of("acme", "beta"));
        for (int i = 0; i < 4; i++) {
            failure("acme");
            failure("beta");
        }
        assertEquals(4, status("acme").failures());
        assertEquals(Breaker.CLOSED, status("acme").breaker());
        assertEquals(Map.of(), status("acme").tenants(), "nothing of others is told to one");
    }

    @Test
    void oneTenantCannotTakeAllPlaces() throws Exception {
        useRealTime();
        define("max.concurrent.calls", "4");
        CountDownLatch twoInside = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        connector.step = call -> {
            if (call.tenant().equals("acme")) {
                twoInside.countDown();
                awaitQuietly(release);
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(threads.submit(() -> handle("acme").pull(ANY)));
            }
            assertTrue(twoInside.await(20, TimeUnit.SECONDS));

            handle("beta").pull(ANY);
            registry.handle("erp").pull(ANY);

            assertEquals(2, status("acme").concurrentCalls());
            assertEquals(2, status("acme").maxConcurrentCalls());
            assertEquals(2, status().concurrentCalls());
            release.countDown();
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertEquals(0, status().concurrentCalls());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void allTogetherNeverTakeMoreThanThereIs() throws Exception {
        useRealTime();
        define("max.concurrent.calls", "5", "tenant.max.concurrent.calls", "2");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Map<String, AtomicInteger> insideOf = new ConcurrentHashMap<>();
        AtomicInteger mostOfOne = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(5);
        connector.step = call -> {
            AtomicInteger own = insideOf.computeIfAbsent(call.tenant(), any -> new AtomicInteger());
            mostOfOne.accumulateAndGet(own.incrementAndGet(), Math::max);
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            full.countDown();
            awaitQuietly(full);
            inside.decrementAndGet();
            own.decrementAndGet();
        };
        ExecutorService threads = Executors.newFixedThreadPool(120);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                ConnectorHandle handle = handle("t" + i % 4);
                all.add(threads.submit(() -> handle.pull(ANY)));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(5, most.get());
        assertEquals(2, mostOfOne.get());
        assertEquals(0, status().concurrentCalls());
        assertEquals(0, status("t1").concurrentCalls());
    }

    @Test
    void whoFindsNoPlaceIsToldOfItsShareAndNotOfTheTotal() throws Exception {
        useRealTime();
        define("max.concurrent.calls", "2", "tenant.max.concurrent.calls", "1");
        connector.step = call -> {
            if (call.tenant().equals("acme")) {
                assertTrue(hurried("acme")
                        .getMessage()
                        .contains("tenant.max.concurrent.calls=1 of tenant 'acme' were under way, and none ended"));
            } else if (call.tenant().equals("default")) {
                handle("gamma").pull(ANY);
            } else if (call.tenant().equals("gamma")) {
                String told = hurried("beta").getMessage();
                assertTrue(told.contains("as many calls were under way as all may make who share it"), told);
                assertFalse(told.contains("calls=2"), told);
            }
        };

        handle("acme").pull(ANY);
        registry.handle("erp").pull(ANY);
    }

    @Test
    void oneTenantCannotUseUpTheWholeRate() {
        define("rate.limit.per.minute", "100");
        connector.step = call -> call.request("GET", "/things");
        call("acme", 5);
        assertEquals(List.of(), time.sleeps());
        call("acme", 1);
        assertEquals(1, time.sleeps().size(), "half of the rate is its own");

        time.pass(Duration.ofMinutes(1));
        call("acme", 5);
        call("beta", 5);
        assertEquals(1, time.sleeps().size(), "what one leaves is there for the next");
        assertEquals(0, status().permits().orElseThrow());
        call("gamma", 1);
        assertEquals(2, time.sleeps().size(), "the total holds for all together");
    }

    @Test
    void whoWaitsForItsShareHoldsNothingOfTheTotal() {
        define("rate.limit.per.minute", "100", "timeout", "5s");
        connector.step = call -> call.request("GET", "/things");
        call("acme", 5);

        ConnectorException refused = failure("acme");

        assertEquals(ErrorCode.RATE_LIMITED, refused.code());
        assertTrue(
                refused.getMessage()
                        .contains("tenant.rate.limit.per.minute=50 allows tenant 'acme' the next request in 6s"),
                refused.getMessage());
        assertFalse(refused.getMessage().contains("raise it"));
        assertEquals(5, status().permits().orElseThrow());
    }

    @Test
    void aTotalThatIsUsedUpSpendsNothingOfAShare() {
        define("rate.limit.per.minute", "100", "timeout", "5s");
        connector.step = call -> call.request("GET", "/things");
        call("default", 10);

        ConnectorException refused = failure("acme");

        assertTrue(
                refused.getMessage()
                        .contains("what all who share it may request is used up, and allows the next request in 6s"),
                refused.getMessage());
        assertFalse(refused.getMessage().contains("100"), refused.getMessage());
        assertEquals(5, status("acme").permits().orElseThrow());
    }

    @Test
    void anAttemptThatAnnouncesNothingTakesOneOfTheShareAndOneOfTheTotal() {
        define("rate.limit.per.minute", "100");
        call("acme", 2);
        call("beta", 1);

        assertEquals(3, status("acme").permits().orElseThrow());
        assertEquals(4, status("beta").permits().orElseThrow());
        assertEquals(7, status().permits().orElseThrow());
    }

    @Test
    void whoWaitsForAConnectionForWhichAnotherHasUsedUpItsShareMakesItItself() throws Exception {
        define("rate.limit.per.minute", "100", "tenant.rate.limit.per.minute", "1", "timeout", "20s");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        connector.connecting = call -> {
            begun.countDown();
            awaitQuietly(release);
            call.request("LOGIN", "/session");
            call.request("GET", "/version");
        };
        CompletableFuture<ConnectorException> told = CompletableFuture.supplyAsync(() -> failure("acme"));
        begun.await();
        CompletableFuture<Void> served = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                registry.handle("erp").pull(ANY);
                served.complete(null);
            } catch (Throwable failed) {
                served.completeExceptionally(failed);
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        release.countDown();

        assertEquals(ErrorCode.RATE_LIMITED, told.get(20, TimeUnit.SECONDS).code());
        served.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whatTheServiceAsksOfOneHoldsForAll() {
        define("timeout", "5s", "retry.max.attempts", "1");
        connector.step = call -> {
            throw ConnectorException.rateLimited("slow down", Duration.ofSeconds(20));
        };
        failure("acme");
        connector.calls.set(0);

        assertEquals(
                Duration.ofSeconds(20), failure("beta").retryAfter().orElseThrow(), "one credential, one who waits");
        assertEquals(0, connector.calls.get());
        assertEquals(Duration.ofSeconds(20), status("gamma").pausedFor().orElseThrow());
    }

    @Test
    void changedLimitsKeepWhatEachTenantHasUsed() {
        openBreaker("acme");
        time.pass(Duration.ofSeconds(20));

        define(
                "breaker.open.duration",
                "30s",
                "breaker.failure.threshold",
                "7",
                "max.concurrent.calls",
                "9",
                "rate.limit.per.minute",
                "600",
                "tenant.rate.limit.per.minute",
                "60");

        LimitStatus acme = status("acme");
        assertEquals(Breaker.OPEN, acme.breaker());
        assertEquals(Duration.ofSeconds(30), acme.openFor().orElseThrow());
        assertEquals(7, acme.failureThreshold());
        assertEquals(5, acme.maxConcurrentCalls());
        assertEquals(60, acme.ratePerMinute().orElseThrow());
        assertEquals(9, status().maxConcurrentCalls());
        assertEquals(5, status("nobody-yet").maxConcurrentCalls());
        assertFalse(status().tenants().containsKey("nobody-yet"), "who only looks makes nothing");
    }

    @Test
    void whatIsSharedNoLongerForgetsWhoHasUsedIt() {
        openBreaker("acme");
        registry.define("erp", "url", "http://one", "retry.max.attempts", "1");

        assertEquals(Map.of(), status().tenants());
        define();
        unlucky.clear();
        handle("acme").pull(ANY);
    }

    @Test
    void aHealthCheckLetsTheNextCallOfEachTenantTry() {
        openBreaker("acme");
        openBreaker("default");
        unlucky.clear();

        registry.pipeline.callHere(
                () -> registry.instance("erp"),
                Caller.runtime(registry.instance("erp").id(), null),
                CallKind.HEALTH,
                Connector::health);

        assertEquals(Breaker.HALF_OPEN, status("acme").breaker());
        handle("acme").pull(ANY);
        registry.handle("erp").pull(ANY);
        assertEquals(Breaker.CLOSED, status("acme").breaker());
    }

    @Test
    void anotherConnectorObjectMayTryForEachTenant() {
        openBreaker("acme");
        registry.define("erp", "url", "http://two", "shared", "true", "retry.max.attempts", "1");
        unlucky.clear();

        handle("acme").pull(ANY);
    }

    @Test
    void anOrderForAllIsForThoseWhoComeLaterToo() {
        handle("acme").pull(ANY);
        limits().order(BreakerOrder.OPEN);

        for (String tenant : List.of("acme", "newcomer", "default")) {
            assertTrue(failure(tenant).getMessage().contains("an operator has opened"), tenant);
        }
        limits().order("acme", BreakerOrder.RESET);
        handle("acme").pull(ANY);
        assertTrue(failure("newcomer").getMessage().contains("an operator has opened"));
        limits().order(BreakerOrder.RESET);
        handle("newcomer").pull(ANY);
        registry.handle("erp").pull(ANY);
    }

    @Test
    void anOrderForOneTenantIsNobodyElses() {
        openBreaker("acme");
        openBreaker("beta");
        unlucky.clear();

        limits().order("acme", BreakerOrder.RESET);
        handle("acme").pull(ANY);
        assertEquals(Breaker.OPEN, status("beta").breaker());
        limits().order("gamma", BreakerOrder.OPEN);
        failure("gamma");
        handle("acme").pull(ANY);
        assertEquals(Breaker.CLOSED, status().breaker());
    }

    @Test
    void failuresOfOneTenantSayNothingOfTheHealthThatAllAreTold() {
        registry.handle("erp").pull(ANY);
        unlucky.add("acme");
        for (int i = 0; i < 20; i++) {
            failure("acme");
        }
        assertEquals(0, seen().failures());

        unlucky.add("default");
        failure("default");
        assertEquals(1, seen().failures());
    }

    @Test
    void aTenantThatGoesLeavesNothing() {
        openBreaker("acme");

        assertTrue(registry.instance("erp").forgetLimits("acme"));
        assertFalse(registry.instance("erp").forgetLimits("acme"));

        assertEquals(Map.of(), status().tenants());
        unlucky.clear();
        handle("acme").pull(ANY);
    }

    private void call(String tenant, int times) {
        for (int i = 0; i < times; i++) {
            handle(tenant).pull(ANY);
        }
    }

    private void useRealTime() {
        registry.close();
        registry = new RegistryFixture(folder);
        registry.install("erp", "1.0.0", context -> connector);
    }

    private void define(String... keysAndValues) {
        List<String> all = new ArrayList<>(List.of("url", "http://one", "shared", "true"));
        if (!List.of(keysAndValues).contains("retry.max.attempts")) {
            all.addAll(List.of("retry.max.attempts", "1"));
        }
        all.addAll(List.of(keysAndValues));
        registry.define("erp", all.toArray(String[]::new));
    }

    /** By five failures, as is the default. */
    private void openBreaker(String tenant) {
        unlucky.add(tenant);
        for (int i = 0; i < 5; i++) {
            failure(tenant);
        }
        assertEquals(Breaker.OPEN, status(tenant).breaker());
    }

    private InstanceLimits limits() {
        return registry.instance("erp").limits(Time.SYSTEM);
    }

    private CallsSeen seen() {
        return registry.standing("erp").slot().observations().seen(System.nanoTime());
    }

    private LimitStatus status() {
        return registry.instance("erp").limitStatus().orElseThrow();
    }

    private LimitStatus status(String tenant) {
        return registry.instance("erp").limitStatus(tenant).orElseThrow();
    }

    private ConnectorHandle handle(String tenant) {
        return ((LeasingHandle) registry.handle("erp")).forTenant(tenant);
    }

    private ConnectorException failure(String tenant) {
        return assertThrows(ConnectorException.class, () -> handle(tenant).pull(ANY));
    }

    /** Of a caller who waits for a moment only. */
    private ConnectorException hurried(String tenant) {
        ConnectorHandle hurried = handle(tenant).with(CallOptions.none().timeout(Duration.ofMillis(50)));
        return assertThrows(ConnectorException.class, () -> hurried.pull(ANY));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
