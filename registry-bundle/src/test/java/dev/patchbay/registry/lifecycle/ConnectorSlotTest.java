package dev.patchbay.registry.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

class ConnectorSlotTest {
    private static final PullRequest ANY = PullRequest.of("things");

    @TempDir
    Path folder;

    private final RegistryFixture.Diary diary = new RegistryFixture.Diary();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        registry.close();
    }

    @Test
    void drainsCallsInFlightBeforeClosing() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onPull = request -> {
                entered.countDown();
                awaitQuietly(leave);
                diary.add("pulled");
                return Page.last(List.of());
            };
            return made;
        });
        registry.define("erp", "url", "http://one");
        Future<Page> call = callers.submit(() -> registry.handle("erp").pull(ANY));
        assertTrue(entered.await(10, TimeUnit.SECONDS));

        CompletableFuture<Void> closed = registry.standing("erp").slot().retire();
        assertFalse(closed.isDone());
        leave.countDown();
        call.get(10, TimeUnit.SECONDS);
        closed.get(10, TimeUnit.SECONDS);

        assertEquals(List.of("create", "connect", "pulled", "close"), diary.entries());
        assertEquals(0, registry.holds.get());
    }

    @Test
    void closesUnderCallsThatOutlastTheDrainLimit() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onPull = request -> {
                entered.countDown();
                awaitQuietly(leave);
                return Page.last(List.of());
            };
            return made;
        });
        registry.define("erp", "url", "http://one", "drain.timeout", "50ms");
        Future<Page> call = callers.submit(() -> registry.handle("erp").pull(ANY));
        assertTrue(entered.await(10, TimeUnit.SECONDS));

        registry.standing("erp").slot().retire().get(10, TimeUnit.SECONDS);

        assertTrue(diary.entries().contains("close"));
        leave.countDown();
        call.get(10, TimeUnit.SECONDS);
        assertEquals(1, diary.entries().stream().filter("close"::equals).count(), "it is closed once");
    }

    @Test
    void makesOneObjectForManyFirstCallers() throws Exception {
        registry.install("erp", "1.0.0", context -> new TestConnector(context, diary));
        registry.define("erp", "url", "http://one");

        List<Future<Page>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(callers.submit(() -> registry.handle("erp").pull(ANY)));
        }
        for (Future<Page> call : calls) {
            call.get(10, TimeUnit.SECONDS);
        }

        assertEquals(List.of("create", "connect"), diary.entries());
    }

    @Test
    void noCallFailsWhileSettingsAreReplacedUnderTwentyCallers() throws Exception {
        registry.install("erp", "1.0.0", context -> new TestConnector(context, diary));
        registry.define("erp", "url", "http://0");
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch stop = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            running.add(callers.submit(() -> {
                while (stop.getCount() > 0) {
                    try {
                        registry.handle("erp").pull(ANY);
                    } catch (ConnectorException failed) {
                        failures.incrementAndGet();
                    }
                }
            }));
        }
        for (int change = 1; change <= 200; change++) {
            registry.define("erp", "url", "http://" + change);
        }
        stop.countDown();
        for (Future<?> each : running) {
            each.get(10, TimeUnit.SECONDS);
        }

        assertEquals(0, failures.get());
        await().untilAsserted(() -> assertTrue(registry.holds.get() <= 1, "all objects but the last are closed"));
    }

    @Test
    void whoHasTimeLeftIsNotFailedByAnotherWhoHasNot() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        registry.install("erp", "1.0.0", context -> {
            TestConnector connector = new TestConnector(context, diary);
            if (made.incrementAndGet() == 1) {
                connector.onConnect = () -> {
                    entered.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                };
            }
            return connector;
        });
        registry.define("erp", "url", "http://one");
        Future<Page> hasty = callers.submit(() -> registry.handle("erp")
                .with(CallOptions.none().timeout(Duration.ofMillis(300)))
                .pull(ANY));
        assertTrue(entered.await(10, TimeUnit.SECONDS));

        registry.handle("erp").pull(ANY);

        assertThrows(java.util.concurrent.ExecutionException.class, () -> hasty.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aVersionThatLeavesWaitsForTheObjectThatIsBeingMade() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        TypeVersion version = registry.install("erp", "1.0.0", context -> {
            TestConnector connector = new TestConnector(context, diary);
            connector.onConnect = () -> {
                entered.countDown();
                awaitQuietly(leave);
            };
            return connector;
        });
        registry.define("erp", "url", "http://one");
        Future<Page> call = callers.submit(() -> registry.handle("erp").pull(ANY));
        assertTrue(entered.await(10, TimeUnit.SECONDS));

        Future<?> gone = callers.submit(() -> registry.uninstall(version));
        assertThrows(
                java.util.concurrent.TimeoutException.class,
                () -> gone.get(100, TimeUnit.MILLISECONDS),
                "its bundle must not stop under the connector");
        leave.countDown();
        call.get(10, TimeUnit.SECONDS);
        gone.get(10, TimeUnit.SECONDS);

        assertTrue(diary.entries().contains("close"));
        assertEquals(0, registry.holds.get());
    }

    @Test
    void aFactoryThatReturnsNullIsAFaultAndIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        registry.install(
                "erp", "1.0.0", context -> asked.incrementAndGet() == 1 ? null : new TestConnector(context, diary));
        registry.define("erp", "url", "http://one");

        ConnectorException fault = assertThrows(
                ConnectorException.class, () -> registry.handle("erp").pull(ANY));
        assertEquals(ErrorCode.CONNECTOR_FAULT, fault.code());
        assertTrue(fault.getMessage().contains("returned null from create"), fault.getMessage());
        registry.handle("erp").pull(ANY);
    }

    @Test
    void aFailedConnectClosesTheObjectAndHealsAtTheNextCall() {
        AtomicInteger made = new AtomicInteger();
        registry.install("erp", "1.0.0", context -> {
            TestConnector connector = new TestConnector(context, diary);
            if (made.incrementAndGet() == 1) {
                connector.onConnect = () -> {
                    throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "it is down; start it");
                };
            }
            return connector;
        });
        registry.define("erp", "url", "http://one", "retry.max.attempts", "1");

        assertEquals(
                ErrorCode.REMOTE_UNAVAILABLE,
                assertThrows(
                                ConnectorException.class,
                                () -> registry.handle("erp").pull(ANY))
                        .code());
        registry.handle("erp").pull(ANY);

        await().until(() -> diary.entries().contains("close"));
        assertEquals(1, registry.holds.get());
    }

    @Test
    void aSlotThatNobodyUsesHasNothingInsideAndCanBeRetiredAllTheSame() throws Exception {
        registry.install("erp", "1.0.0", context -> new TestConnector(context, diary));
        registry.define("erp", "url", "http://one");
        ConnectorSlot slot = registry.standing("erp").slot();

        assertEquals(0, slot.leases());
        assertFalse(slot.isRetired());
        assertTrue(slot.openSince().isEmpty());
        assertTrue(slot.observed().isEmpty(), "who only looks makes nothing");

        slot.retire().get(10, TimeUnit.SECONDS);
        assertTrue(slot.isRetired());
        assertFalse(slot.lease(), "its first lease came too late");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
