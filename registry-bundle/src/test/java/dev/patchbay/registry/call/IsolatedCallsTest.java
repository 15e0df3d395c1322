package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.threads.Conduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class IsolatedCallsTest {
    private static final InstanceId ERP = InstanceId.parse("erp");
    private static final InstanceId CRM = InstanceId.parse("crm");
    private static final Duration LONG = Duration.ofSeconds(30);
    /** Long enough for a thread to be started on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(400);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private IsolatedCalls calls = new IsolatedCalls();

    @AfterEach
    void end() {
        gate.countDown();
        calls.close();
        callers.shutdownNow();
    }

    @Test
    void servesTwoHundredCallersOfOneInstanceThoughItMayHaveFewerThreads() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(InstanceShare.most());
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(inBackground(ERP, LONG, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                full.countDown();
                full.await();
                running.decrementAndGet();
                return "served";
            }));
        }

        answers.forEach(each -> assertEquals("served", each.join()));

        assertEquals(InstanceShare.most(), most.get());
        assertEquals(0, calls.instances(), "nothing is kept of an instance that nobody calls");
    }

    @Test
    void whoFindsNoTurnUntilTheDeadlineIsTold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(InstanceShare.most());
        for (int i = 0; i < InstanceShare.most(); i++) {
            inBackground(ERP, LONG, () -> {
                begun.countDown();
                return gate.await(20, TimeUnit.SECONDS);
            });
        }
        begun.await();

        ConnectorException told = assertThrows(ConnectorException.class, () -> call(ERP, SHORT, () -> "served"));

        assertEquals(ErrorCode.RATE_LIMITED, told.code());
        assertTrue(told.getMessage().contains("'erp': 64 isolated calls"), told.getMessage());
        assertEquals("served", call(CRM, LONG, () -> "served"), "others have threads of their own");
    }

    @Test
    void oneTenantCannotTakeAllThreadsOfAnInstanceThatIsSharedWithIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(InstanceShare.mostOfGuest());
        AtomicInteger running = new AtomicInteger();
        List<CompletableFuture<Object>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> calls.run(ERP, "acme", CallKind.PULL, LONG, new Conduct(), () -> {
                        running.incrementAndGet();
                        begun.countDown();
                        return stubborn();
                    }),
                    callers));
        }
        begun.await();

        assertEquals("served", calls.run(ERP, "beta", CallKind.PULL, LONG, new Conduct(), () -> "served"));
        assertEquals("served", call(ERP, LONG, () -> "served"));
        ConnectorException told = assertThrows(
                ConnectorException.class,
                () -> calls.run(ERP, "acme", CallKind.PULL, SHORT, new Conduct(), () -> "served"));

        assertTrue(
                told.getMessage().contains("32 isolated calls of it by tenant 'acme' were under way"),
                told::getMessage);
        assertEquals(InstanceShare.mostOfGuest(), running.get());
        gate.countDown();
        all.forEach(CompletableFuture::join);
        assertEquals(0, calls.instances(), "nothing is kept of those who call no longer");
    }

    @Test
    void allTenantsTogetherHaveTheThreadsOfTheInstance() throws Exception {
        CountDownLatch full = new CountDownLatch(InstanceShare.most());
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String tenant = List.of("acme", "beta", "default").get(i % 3);
            all.add(CompletableFuture.supplyAsync(
                    () -> calls.run(ERP, tenant, CallKind.PULL, LONG, new Conduct(), () -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        full.countDown();
                        full.await();
                        running.decrementAndGet();
                        return "served";
                    }),
                    callers));
        }

        all.forEach(each -> assertEquals("served", each.join()));

        assertEquals(InstanceShare.most(), most.get());
        assertEquals(0, calls.instances());
    }

    @Test
    void tenantsWhoseCallsNeverEndLeaveSomeThreadsToTheOwnerOfTheInstance() {
        List<CompletableFuture<Object>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String tenant = "guest-" + i % 8;
            all.add(CompletableFuture.supplyAsync(
                    () -> calls.run(ERP, tenant, CallKind.PULL, SHORT, new Conduct(), this::stubborn), callers));
        }

        List<ErrorCode> told = all.stream()
                .map(IsolatedCallsTest::failure)
                .map(ConnectorException::code)
                .toList();

        assertEquals(48, told.stream().filter(ErrorCode.TIMED_OUT::equals).count());
        assertEquals(16, told.stream().filter(ErrorCode.RATE_LIMITED::equals).count());
        assertEquals("served", call(ERP, SHORT, () -> "served"));
        ConnectorException late = assertThrows(
                ConnectorException.class,
                () -> calls.run(ERP, "late", CallKind.PULL, SHORT, new Conduct(), () -> "served"));
        assertTrue(late.getMessage().contains("as all may make who share it"), late::getMessage);
        gate.countDown();
        await().until(() -> calls.instances() == 0);
    }

    @Test
    void anInstanceWhoseCallsDoNotEndIsGivenNoMoreThreadsUntilSomeHaveEnded() {
        Conduct object = new Conduct();
        List<CompletableFuture<Object>> late = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            late.add(CompletableFuture.supplyAsync(
                    () -> calls.run(ERP, "default", CallKind.PULL, SHORT, object, this::stubborn), callers));
        }
        late.forEach(each -> assertEquals(ErrorCode.TIMED_OUT, failure(each).code()));

        ConnectorException told = assertThrows(
                ConnectorException.class, () -> calls.run(ERP, "default", CallKind.PULL, LONG, object, () -> "served"));

        assertEquals(ErrorCode.CONNECTOR_FAULT, told.code());
        assertTrue(told.getMessage().contains("8 isolated calls of it go on"), told.getMessage());
        assertEquals("served", call(CRM, LONG, () -> "served"));
        assertEquals("served", call(ERP, LONG, () -> "served"), "the object that has replaced it may be mended");

        gate.countDown();
        await().ignoreExceptions()
                .untilAsserted(() ->
                        assertEquals("served", calls.run(ERP, "default", CallKind.PULL, LONG, object, () -> "served")));
        assertEquals(0, calls.instances());
    }

    @Test
    void theCallsOfOneTenantThatDoNotEndStopNobodyElse() {
        Conduct object = new Conduct();
        List<CompletableFuture<Object>> late = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            late.add(CompletableFuture.supplyAsync(
                    () -> calls.run(ERP, "acme", CallKind.PULL, SHORT, object, this::stubborn), callers));
        }
        late.forEach(each -> assertEquals(ErrorCode.TIMED_OUT, failure(each).code()));

        ConnectorException told = assertThrows(
                ConnectorException.class, () -> calls.run(ERP, "acme", CallKind.PULL, LONG, object, () -> "served"));

        assertEquals(ErrorCode.CONNECTOR_FAULT, told.code());
        assertTrue(told.getMessage().endsWith("whoever runs the runtime can see where they are"), told::getMessage);
        assertEquals("served", calls.run(ERP, "beta", CallKind.PULL, LONG, object, () -> "served"));
        assertEquals("served", calls.run(ERP, "default", CallKind.PULL, LONG, object, () -> "served"));
    }

    @Test
    void aWriteThatGoesOnMayStillBeApplied() {
        ConnectorException told = assertThrows(
                ConnectorException.class,
                () -> calls.run(ERP, "default", CallKind.PUSH, SHORT, new Conduct(), this::stubborn));

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, told.code());
    }

    @Test
    void aResultThatComesALittleLateIsHandedOver() {
        assertEquals("at last", call(ERP, SHORT, () -> {
            long until = System.nanoTime() + SHORT.toNanos() * 3 / 2;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return "at last";
        }));
    }

    @Test
    void aCallForWhichNoThreadWasFreeIsToldSoAndNotMadeLater() throws InterruptedException {
        calls = new IsolatedCalls(1);
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<Object> first = occupy();

        ConnectorException told = assertThrows(ConnectorException.class, () -> call(ERP, SHORT, made::incrementAndGet));

        assertEquals(ErrorCode.TIMED_OUT, told.code());
        assertTrue(told.getMessage().contains("no thread for isolated calls was free"), told.getMessage());
        gate.countDown();
        first.join();
        call(ERP, LONG, () -> "the next one");
        assertEquals(0, made.get());
    }

    @Test
    void whoWaitsForAThreadIsToldThatTheRuntimeStops() throws InterruptedException {
        calls = new IsolatedCalls(1);
        occupy();
        CompletableFuture<String> waits = inBackground(ERP, LONG, () -> "served");
        await().until(() -> calls.instances() == 2);

        // Not until it waits for a thread can it be told.
        await().untilAsserted(() -> {
            calls.close();
            assertTrue(waits.isDone());
        });

        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, failure(waits).code());
    }

    @Test
    void anInterruptedCallerReturnsAtOnceAndStaysInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<ErrorCode> told = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                calls.run(ERP, "default", CallKind.PUSH, LONG, new Conduct(), () -> {
                    begun.countDown();
                    try {
                        return gate.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException ending) {
                        interrupted.countDown();
                        throw ending;
                    }
                });
            } catch (ConnectorException failure) {
                flag.complete(Thread.currentThread().isInterrupted());
                told.complete(failure.code());
            }
        });
        caller.start();
        begun.await();

        caller.interrupt();

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, told.get(20, TimeUnit.SECONDS), "it was a write, and had begun");
        assertTrue(flag.get());
        assertTrue(interrupted.await(20, TimeUnit.SECONDS), "the call is ended too");
    }

    @Test
    void aWriteWhoseCallerIsInterruptedBeforeItHasATurnWasNotApplied() {
        Thread.currentThread().interrupt();

        ConnectorException told = assertThrows(
                ConnectorException.class,
                () -> calls.run(ERP, "default", CallKind.PUSH, LONG, new Conduct(), () -> "served"));

        assertTrue(Thread.interrupted(), "it is still to be seen");
        assertEquals(ErrorCode.TIMED_OUT, told.code());
        assertTrue(told.isUnapplied());
        assertEquals(0, calls.instances());
    }

    @Test
    void aWriteWhoseCallerIsInterruptedBeforeItHasAThreadWasNotApplied() throws Exception {
        calls = new IsolatedCalls(1);
        occupy();
        CompletableFuture<ConnectorException> told = new CompletableFuture<>();
        Thread caller = new Thread(() -> told.complete(assertThrows(
                ConnectorException.class,
                () -> calls.run(ERP, "default", CallKind.PUSH, LONG, new Conduct(), () -> "served"))));
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        caller.interrupt();

        assertEquals(ErrorCode.TIMED_OUT, told.get(20, TimeUnit.SECONDS).code());
        assertTrue(told.join().isUnapplied());
    }

    @Test
    void aCallHasTheLoggingContextOfItsCallerAndLeavesNoneBehind() {
        calls = new IsolatedCalls(1);
        MDC.put("request", "17");
        try {
            assertEquals("17", call(ERP, LONG, () -> MDC.get("request")));
        } finally {
            MDC.remove("request");
        }

        assertNull(call(ERP, LONG, () -> MDC.get("request")));
    }

    @Test
    void whateverACallThrowsComesAsAFaultOfTheConnector() {
        ConnectorException fault = assertThrows(
                ConnectorException.class,
                () -> call(ERP, LONG, () -> {
                    throw new NoClassDefFoundError("org/example/Missing");
                }));

        assertEquals(ErrorCode.CONNECTOR_FAULT, fault.code());
        assertEquals("served", call(ERP, LONG, () -> "served"));
    }

    private static ConnectorException failure(CompletableFuture<?> call) {
        return (ConnectorException)
                assertThrows(CompletionException.class, call::join).getCause();
    }

    /** The only thread. */
    private CompletableFuture<Object> occupy() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Object> first = inBackground(CRM, LONG, () -> {
            begun.countDown();
            return stubborn();
        });
        begun.await();
        return first;
    }

    private Object stubborn() {
        boolean passed = false;
        while (!passed) {
            try {
                passed = gate.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException ignoredOnPurpose) {
                passed = false;
            }
        }
        return "passed";
    }

    private <T> T call(InstanceId id, Duration timeout, Callable<T> call) {
        return calls.run(id, id.tenant(), CallKind.PULL, timeout, new Conduct(), call::call);
    }

    private <T> CompletableFuture<T> inBackground(InstanceId id, Duration timeout, Callable<T> call) {
        return CompletableFuture.supplyAsync(() -> call(id, timeout, call), callers);
    }
}
