package dev.patchbay.registry.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.evidence.CallsSeen;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import dev.patchbay.registry.resilience.Time;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthMonitorTest {
    private static final HealthOptions CREATE = HealthOptions.cached().create();

    @TempDir
    Path folder;

    private RegistryFixture registry;
    private volatile TestConnector made;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void isUnknownUntilSomebodyAsksForTheObject() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));

        assertEquals(Health.Status.UNKNOWN, ask("erp", HealthOptions.cached()).status());
        assertEquals(0, checks.get());
        assertEquals(Health.Status.UP, ask("erp", CREATE).status());
    }

    @Test
    void isCachedForItsTimeToLive() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));
        ask("erp", CREATE);
        int first = checks.get();

        Health again = ask("erp", CREATE);

        assertEquals(first, checks.get());
        assertTrue(again.checkedAt().isPresent());
        assertTrue(again.took().isPresent());
    }

    @Test
    void aHungCheckHoldsOneThreadAndDelaysNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        serve("hung", () -> {
            entered.incrementAndGet();
            boolean released = false;
            while (!released) {
                try {
                    released = release.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException ignoredOnPurpose) {
                    released = false;
                }
            }
            return Health.up("at last");
        });
        serve("erp", () -> Health.up("fine"));

        HealthAnswer first = registry.health.ask(registry.instance("hung"), CREATE);
        HealthAnswer second = registry.health.ask(registry.instance("hung"), CREATE.fresh());
        assertEquals(Health.Status.UP, ask("erp", CREATE).status(), "the other one is not delayed");
        assertEquals(Health.Status.DOWN, first.await().status());
        assertEquals(Health.Status.DOWN, second.await().status());
        assertEquals(1, entered.get());
        assertEquals(Health.Status.DOWN, ask("hung", CREATE).status(), "that it hangs is remembered");

        release.countDown();
    }

    @Test
    void aFindingAboutAnOldObjectIsNotToldOfTheNewOne() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        serve("erp", () -> {
            if (entered.getCount() > 0) {
                entered.countDown();
                awaitQuietly(release);
                return Health.down("the old password is wrong");
            }
            return Health.up("fine");
        });
        HealthAnswer old = registry.health.ask(registry.instance("erp"), CREATE);
        entered.await(10, TimeUnit.SECONDS);

        registry.define("erp", "url", "http://mended", "timeout", "10s");

        assertEquals(Health.Status.UP, ask("erp", CREATE).status());
        release.countDown();
        old.await();
        assertEquals(Health.Status.UP, ask("erp", CREATE).status());
    }

    @Test
    void aCheckThatFailsWithoutAMessageLeavesHealthUsable() {
        AtomicInteger checks = serve("erp", () -> {
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, null);
        });

        assertEquals(Health.Status.DOWN, ask("erp", CREATE.fresh()).status());
        assertEquals(Health.Status.DOWN, ask("erp", CREATE.fresh()).status());
        assertTrue(checks.get() >= 2, "each was a check of its own");
    }

    @Test
    void aFaultOfOursInOneCheckKeepsNobodyFromTheNext() {
        AtomicBoolean faulty = new AtomicBoolean(true);
        serve("erp", () -> {
            if (faulty.getAndSet(false)) {
                registry.moved.set(null);
            }
            return Health.up("fine");
        });
        registry.health.ask(registry.instance("erp"), CREATE);
        await().until(() -> registry.moved.get() == null
                && registry.standing("erp").slot().observations().check().get() == null);

        registry.moved.set(Duration.ZERO);

        assertEquals(Health.Status.UP, ask("erp", CREATE.fresh()).status());
    }

    @Test
    void aCheckThatThrowsIsDownWithItsSentence() {
        serve("erp", () -> {
            throw new IllegalStateException("no idea");
        });

        Health found = ask("erp", CREATE);

        assertEquals(Health.Status.DOWN, found.status());
        assertTrue(found.message().contains("no idea"), found.message());
    }

    @Test
    void theFirstCallIsFollowedByOneCheck() {
        AtomicInteger checks = serve("erp", () -> Health.down("not yet"));

        registry.handle("erp").pull(PullRequest.of("things"));

        await().until(() ->
                registry.standing("erp").slot().observations().checked().isPresent());
        assertEquals(1, checks.get());
    }

    @Test
    void learnsFromCallsWithoutAskingAgain() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));
        ask("erp", CREATE);
        made.onPull = request -> {
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "not now", new ConnectException("refused"));
        };

        pull("erp", 10);

        Health learned = ask("erp", CREATE);
        assertEquals(Health.Status.DOWN, learned.status());
        assertEquals(FailureCause.REFUSED, learned.cause().orElseThrow());
        assertTrue(learned.isLearned());
        assertTrue(learned.message().startsWith("10 of the last 10 calls failed (100 %)"), learned.message());
        assertEquals(1, checks.get());
    }

    @Test
    void isHealedByACallThatSucceedsAfterTheCheck() {
        AtomicInteger checks = serve("erp", () -> Health.down("the port is closed"));
        assertEquals(Health.Status.DOWN, ask("erp", CREATE).status());

        pull("erp", 1);

        assertEquals(Health.Status.UP, ask("erp", CREATE).status());
        assertEquals(1, checks.get());
    }

    @Test
    void keepsWhatItHasLearnedWhereLimitsChangeAndForgetsItWithTheObject() {
        serve("erp", () -> Health.up("fine"));
        ask("erp", CREATE);
        made.onPull = request -> {
            throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "wrong password");
        };
        pull("erp", 10);

        registry.define("erp", "url", "http://one", "max.concurrent.calls", "7");
        assertEquals(Health.Status.DOWN, ask("erp", CREATE).status());

        registry.define("erp", "url", "http://one", "health.down.errors", "1", "health.degraded.errors", "1");
        assertEquals(Health.Status.UP, ask("erp", CREATE).status(), "as its thresholds are now");

        registry.define("erp", "url", "http://two");
        assertEquals("fine", ask("erp", CREATE).message());
    }

    @Test
    void agesByNoClockThatCanBeMoved() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));
        ask("erp", CREATE);

        registry.moved.set(Duration.ofDays(400));
        ask("erp", CREATE);
        registry.moved.set(Duration.ofDays(-400));
        ask("erp", CREATE);
        assertEquals(1, checks.get());

        registry.ahead.addAndGet(TimeUnit.SECONDS.toNanos(60));
        ask("erp", CREATE);
        assertEquals(2, checks.get());
    }

    @Test
    void tellsTheCauseOfACheckThatFails() {
        serve("erp", () -> {
            throw new ConnectorException(
                    ErrorCode.REMOTE_UNAVAILABLE, "not now", new UnknownHostException("db.example.com"));
        });

        assertEquals(FailureCause.DNS, ask("erp", CREATE).cause().orElseThrow());
    }

    @Test
    void isDownWhileItsCircuitBreakerIsOpenAndUpOnceACheckFindsItBack() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));
        registry.define("erp", "url", "http://one", "retry.max.attempts", "1", "breaker.failure.threshold", "3");
        ask("erp", CREATE);
        made.onPull = request -> {
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "not now", new ConnectException("refused"));
        };

        pull("erp", 5);

        Health stopped = ask("erp", CREATE);
        assertEquals(Health.Status.DOWN, stopped.status());
        assertEquals(FailureCause.REFUSED, stopped.cause().orElseThrow());
        assertTrue(stopped.message().startsWith("its circuit breaker is open for another "), stopped.message());
        assertTrue(
                stopped.message().endsWith("after 3 failures in a row, the last with REMOTE_UNAVAILABLE: not now"),
                stopped.message());
        assertEquals(
                3,
                registry.standing("erp")
                        .slot()
                        .observations()
                        .seen(System.nanoTime())
                        .calls());
        assertEquals(1, checks.get());

        assertEquals(Health.Status.UP, ask("erp", CREATE.fresh()).status());
    }

    @Test
    void isDownWithoutAskingWhereAnOperatorHasOpenedTheCircuitBreaker() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));
        pull("erp", 1);
        // The first call is followed by a check.
        await().until(() ->
                registry.standing("erp").slot().observations().checked().isPresent());
        registry.instance("erp").limits(Time.SYSTEM).order(BreakerOrder.OPEN);
        registry.ahead.addAndGet(TimeUnit.DAYS.toNanos(1));
        int before = checks.get();

        Health stopped = ask("erp", CREATE);

        assertEquals(Health.Status.DOWN, stopped.status());
        assertTrue(stopped.message().contains("'breaker erp reset'"), stopped.message());
        assertEquals(before, checks.get());
    }

    @Test
    void countsACallOnceWhateverAttemptsItTook() {
        serve("erp", () -> Health.up("fine"));
        registry.define("erp", "url", "http://one", "retry.max.attempts", "3", "retry.delay", "0ms");
        ask("erp", CREATE);
        AtomicInteger attempts = new AtomicInteger();
        made.onPull = request -> {
            if (attempts.incrementAndGet() % 2 == 1) {
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "not now");
            }
            return Page.last(List.of());
        };

        pull("erp", 20);

        CallsSeen seen = registry.standing("erp").slot().observations().seen(System.nanoTime());
        assertEquals(40, attempts.get());
        assertEquals(20, seen.calls());
        assertEquals(0, seen.failures());
    }

    private void pull(String id, int times) {
        for (int i = 0; i < times; i++) {
            try {
                registry.handle(id).pull(PullRequest.of("things"));
            } catch (ConnectorException expected) {
                // It is counted.
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Health ask(String id, HealthOptions options) {
        return registry.health.ask(registry.instance(id), options).await();
    }

    private AtomicInteger serve(String type, Supplier<Health> health) {
        AtomicInteger checks = new AtomicInteger();
        registry.install(type, "1.0.0", context -> {
            // Two may be made at the same time, each by its own check.
            TestConnector connector = new TestConnector(context, new RegistryFixture.Diary());
            connector.onHealth = () -> {
                checks.incrementAndGet();
                return health.get();
            };
            made = connector;
            return connector;
        });
        registry.define(
                type,
                "url",
                "http://one",
                "timeout",
                "200ms",
                "retry.max.attempts",
                "1",
                "breaker.failure.threshold",
                "100");
        return checks;
    }
}
