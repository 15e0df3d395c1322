package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.Observations;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import dev.patchbay.registry.lifecycle.TypeVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a connector may do to itself and to its callers, and what it may not. */
class MisbehavingConnectorTest {
    private static final PullRequest ANY = PullRequest.of("things");
    private static final Page DONE = Page.last(List.of());
    private static final CallOptions SOON = CallOptions.none().timeout(Duration.ofMillis(200));

    @TempDir
    Path folder;

    private final RegistryFixture.Diary diary = new RegistryFixture.Diary();
    private final CountDownLatch never = new CountDownLatch(1);
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anyErrorIsToldAsAFaultAndTheNextCallIsServed(Error error) {
        AtomicInteger calls = new AtomicInteger();
        serve(request -> {
            if (calls.getAndIncrement() == 0) {
                throw error;
            }
            return DONE;
        });

        ConnectorException fault = assertThrows(ConnectorException.class, this::pull);

        assertEquals(ErrorCode.CONNECTOR_FAULT, fault.code());
        assertTrue(fault.getMessage().contains(error.getClass().getName()), fault.getMessage());
        awaitNoLease();
        pull();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anyErrorInAnIsolatedCallTakesNoThread(Error error) {
        AtomicInteger calls = new AtomicInteger();
        serve(request -> {
            if (calls.getAndIncrement() == 0) {
                throw error;
            }
            return DONE;
        });

        ConnectorException fault = assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp").with(CallOptions.none().isolated()).pull(ANY));

        assertEquals(ErrorCode.CONNECTOR_FAULT, fault.code());
        registry.handle("erp").with(CallOptions.none().isolated()).pull(ANY);
        assertEquals(0, registry.isolated.instances());
    }

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new InternalError("a fault occurred in an unsafe memory access operation"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/example/Missing"),
                new ExceptionInInitializerError("no such file"),
                new AssertionError("should not be"),
                new Death(),
                new Speechless());
    }

    /** One that throws when it is looked at. */
    private static final class Speechless extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new AssertionError("nothing to say");
        }
    }

    /** As what {@code Thread.stop} throws. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aResultThatComesAfterASwallowedInterruptIsHandedOver() {
        serve(request -> {
            assertTrue(waitUntilInterrupted());
            return DONE;
        });

        assertSame(DONE.records(), registry.handle("erp").with(SOON).pull(ANY).records());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aConnectorThatSwallowsItsInterruptIsInterruptedAgain() {
        serve(request -> {
            assertTrue(waitUntilInterrupted());
            assertTrue(waitUntilInterrupted(), "and never again");
            throw new IllegalStateException("interrupted twice");
        });

        ConnectorException late = assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp").with(SOON).pull(ANY));

        assertEquals(ErrorCode.TIMED_OUT, late.code());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptThatANestedCallTookReachesTheOuterOneAllTheSame() {
        serve(request -> {
            if (request.recordType().equals("inner")) {
                throw new IllegalStateException(new InterruptedException("" + waitUntilInterrupted()));
            }
            assertThrows(
                    ConnectorException.class,
                    () -> registry.handle("erp")
                            .with(CallOptions.none().timeout(Duration.ofSeconds(20)))
                            .pull(PullRequest.of("inner")));
            assertTrue(waitUntilInterrupted(), "the outer call was never interrupted");
            throw new IllegalStateException("interrupted");
        });

        assertEquals(
                ErrorCode.TIMED_OUT,
                assertThrows(
                                ConnectorException.class,
                                () -> registry.handle("erp").with(SOON).pull(PullRequest.of("outer")))
                        .code());
    }

    @Test
    void theInterruptionOfACallerIsNotHeldAgainstTheInstance() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        serve(request -> {
            begun.countDown();
            try {
                never.await(20, TimeUnit.SECONDS);
                return DONE;
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        CompletableFuture<ConnectorException> told = new CompletableFuture<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            ConnectorException failure = assertThrows(ConnectorException.class, MisbehavingConnectorTest.this::pull);
            interrupted.set(Thread.currentThread().isInterrupted());
            told.complete(failure);
        });
        caller.start();
        begun.await();

        caller.interrupt();

        ConnectorException failure = told.join();
        assertEquals(ErrorCode.TIMED_OUT, failure.code());
        assertTrue(interrupted.get(), "the caller sees it, though the connector has caught it");
        assertTrue(failure.getMessage().contains("was interrupted by its caller"), failure.getMessage());
        assertTrue(registry.standing("erp").slot().observations().lastFailure().isEmpty());
    }

    @Test
    void theInterruptionOfAConnectorsOwnThreadIsItsFaultAndNotThatOfTheCaller() {
        ExecutorService own = Executors.newSingleThreadExecutor();
        serve(request -> {
            Future<Page> page = own.submit(() -> {
                Thread.currentThread().interrupt();
                never.await();
                return DONE;
            });
            try {
                return page.get();
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        });

        ConnectorException failure = assertThrows(ConnectorException.class, this::pull);

        own.shutdownNow();
        assertEquals(ErrorCode.CONNECTOR_FAULT, failure.code());
        assertFalse(Thread.currentThread().isInterrupted());
        assertTrue(registry.standing("erp").slot().observations().lastFailure().isPresent());
    }

    @Test
    void whoWaitsForAConnectionThatAnotherCallerIsInterruptedInMakesItHimself() throws InterruptedException {
        CountDownLatch connecting = new CountDownLatch(1);
        AtomicInteger connections = new AtomicInteger();
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onConnect = () -> {
                if (connections.incrementAndGet() == 1) {
                    connecting.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                }
            };
            return made;
        });
        registry.define("erp", "url", "http://one");
        CompletableFuture<ConnectorException> told = new CompletableFuture<>();
        Thread first = new Thread(
                () -> told.complete(assertThrows(ConnectorException.class, MisbehavingConnectorTest.this::pull)));
        first.start();
        connecting.await();
        CompletableFuture<Void> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                pull();
                second.complete(null);
            } catch (Throwable failed) {
                second.completeExceptionally(failed);
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        first.interrupt();

        assertEquals(ErrorCode.TIMED_OUT, told.join().code());
        second.join();
        assertEquals(2, connections.get());
    }

    @Test
    void whoIsInterruptedWhileAnotherConnectsHoldsItAgainstNobody() throws InterruptedException {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch connected = new CountDownLatch(1);
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onConnect = () -> {
                connecting.countDown();
                try {
                    connected.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            };
            return made;
        });
        registry.define("erp", "url", "http://one");
        Thread first = new Thread(this::pull);
        first.start();
        connecting.await();
        CompletableFuture<ConnectorException> told = new CompletableFuture<>();
        Thread second = new Thread(
                () -> told.complete(assertThrows(ConnectorException.class, MisbehavingConnectorTest.this::pull)));
        second.start();
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

        second.interrupt();

        assertEquals(ErrorCode.TIMED_OUT, told.join().code());
        assertTrue(
                told.join().getMessage().contains("was interrupted by its caller"),
                told.join().getMessage());
        Observations seen = registry.standing("erp").slot().observations();
        assertEquals(0, seen.seen(System.nanoTime()).failures());
        assertTrue(seen.lastFailure().isEmpty());
        connected.countDown();
        first.join();
    }

    @Test
    void callsItselfFromInsideACallAsDeepAsItLikes() {
        AtomicInteger deepest = new AtomicInteger();
        serve(request -> {
            int depth = Integer.parseInt(request.recordType().substring(1));
            deepest.accumulateAndGet(depth, Math::max);
            return depth == 20 ? DONE : registry.handle("erp").pull(PullRequest.of("d" + (depth + 1)));
        });

        registry.handle("erp").pull(PullRequest.of("d0"));

        assertEquals(20, deepest.get());
        awaitNoLease();
    }

    @Test
    void callsItselfIsolatedUntilItHasUsedUpItsTurnsAndIsToldSoByTheDeadline() {
        AtomicReference<ConnectorException> told = new AtomicReference<>();
        AtomicInteger depth = new AtomicInteger();
        serve(request -> {
            depth.incrementAndGet();
            try {
                return registry.handle("erp")
                        .with(CallOptions.none().isolated().timeout(Duration.ofSeconds(2)))
                        .pull(ANY);
            } catch (ConnectorException refused) {
                told.compareAndSet(null, refused);
                return DONE;
            }
        });
        registry.define("erp", "url", "http://one", "max.concurrent.calls", "1000");

        pull();

        assertTrue(depth.get() > InstanceShare.most(), "all turns were used: " + depth);
        assertTrue(
                told.get().code() == ErrorCode.RATE_LIMITED || told.get().code() == ErrorCode.TIMED_OUT,
                told.get().getMessage());
        await().until(() -> registry.isolated.instances() == 0);
    }

    @Test
    void aSelfCallThatFindsTheOnlyPlaceTakenIsToldSoByTheDeadline() {
        AtomicReference<ConnectorException> inner = new AtomicReference<>();
        serve(request -> {
            if (request.recordType().equals("outer")) {
                inner.set(assertThrows(
                        ConnectorException.class,
                        () -> registry.handle("erp").with(SOON).pull(PullRequest.of("inner"))));
            }
            return DONE;
        });
        registry.define("erp", "url", "http://one", "max.concurrent.calls", "1");

        registry.handle("erp").pull(PullRequest.of("outer"));

        assertEquals(ErrorCode.RATE_LIMITED, inner.get().code());
        assertTrue(
                inner.get().getMessage().contains("max.concurrent.calls=1"),
                inner.get().getMessage());
    }

    @Test
    void aSelfCallThatWaitsForItsOwnCallerEndsWithItsDeadline() {
        serve(request ->
                request.recordType().equals("outer") ? registry.handle("erp").pull(PullRequest.of("inner")) : DONE);
        registry.define("erp", "url", "http://one", "max.concurrent.calls", "1", "timeout", "300ms");

        ConnectorException late = assertThrows(
                ConnectorException.class, () -> registry.handle("erp").pull(PullRequest.of("outer")));

        assertTrue(late.code() == ErrorCode.TIMED_OUT || late.code() == ErrorCode.RATE_LIMITED, late.getMessage());
        assertFalse(Thread.currentThread().isInterrupted());
        registry.handle("erp").pull(PullRequest.of("the place is free again"));
    }

    @Test
    void callingItselfWhileItIsConnectedIsAFaultAtOnce() {
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onConnect = this::pull;
            return made;
        });
        registry.define("erp", "url", "http://one");

        ConnectorException fault = assertThrows(ConnectorException.class, this::pull);

        assertEquals(ErrorCode.CONNECTOR_FAULT, fault.code());
        assertTrue(fault.getMessage().contains("calls its own instance while it is being made"), fault.getMessage());
        assertEquals(List.of("create", "connect", "close"), diary.entries());
    }

    @Test
    void aConnectorMayCallAnotherWhileItIsConnected() {
        registry.install("crm", "1.0.0", context -> new TestConnector(context, diary));
        registry.define("crm", "url", "http://two");
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onConnect = () -> registry.handle("crm").pull(ANY);
            return made;
        });
        registry.define("erp", "url", "http://one");

        pull();

        assertEquals(List.of("create", "connect", "create", "connect"), diary.entries());
    }

    @Test
    void aCallFromInsideAnObjectThatDrainsIsServedByTheNewOne() {
        List<String> servedBy = new ArrayList<>();
        registry.install("erp", "1.0.0", context -> {
            String url = context.config(Address.class).url();
            TestConnector made = new TestConnector(context, diary);
            made.onPull = request -> {
                servedBy.add(request.recordType() + " by " + url);
                if (request.recordType().equals("outer")) {
                    registry.define("erp", "url", "http://two");
                    registry.handle("erp").pull(PullRequest.of("inner"));
                }
                return DONE;
            };
            return made;
        });
        registry.define("erp", "url", "http://one");

        registry.handle("erp").pull(PullRequest.of("outer"));

        assertEquals(List.of("outer by http://one", "inner by http://two"), servedBy);
        await().until(() -> diary.entries().contains("close"));
    }

    @Test
    void aCallFromInsideAnObjectWhoseTypeLeavesEndsAndHoldsUpNobody() throws Exception {
        CompletableFuture<ErrorCode> inner = new CompletableFuture<>();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        AtomicReference<TypeVersion> version = new AtomicReference<>();
        version.set(registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onPull = request -> {
                CompletableFuture.runAsync(() -> registry.uninstall(version.get()))
                        .thenRun(() -> gone.complete(null));
                await().until(() -> registry.standing("erp").slot() == null);
                inner.complete(
                        assertThrows(ConnectorException.class, this::pull).code());
                return DONE;
            };
            return made;
        }));
        registry.define("erp", "url", "http://one");

        pull();

        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, inner.get());
        gone.get(20, TimeUnit.SECONDS);
        assertEquals(0, registry.holds.get());
    }

    @Test
    void servesTwoHundredCallersOfOneInstance() {
        CountDownLatch all = new CountDownLatch(20);
        serve(request -> {
            all.countDown();
            return DONE;
        });
        List<Thread> callers = new ArrayList<>();
        AtomicInteger served = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            Thread caller = new Thread(() -> {
                pull();
                served.incrementAndGet();
            });
            callers.add(caller);
            caller.start();
        }
        callers.forEach(MisbehavingConnectorTest::join);

        assertEquals(200, served.get());
        assertEquals(List.of("create", "connect"), diary.entries());
    }

    @Test
    void anIsolatedCallReturnsThoughItsAnswerOnlyDripsOverASocket() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> drip(server));
            AtomicInteger drops = new AtomicInteger();
            serve(request -> {
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
                        InputStream answer = socket.getInputStream()) {
                    while (answer.read() >= 0) {
                        drops.incrementAndGet();
                    }
                    return DONE;
                } catch (IOException reset) {
                    throw new UncheckedIOException(reset);
                }
            });

            ConnectorException late = assertThrows(
                    ConnectorException.class,
                    () -> registry.handle("erp").with(SOON.isolated()).pull(ANY));

            assertEquals(ErrorCode.TIMED_OUT, late.code());
            assertTrue(drops.get() > 0, "something came");
            assertTrue(registry.deadlines
                    .overdue(registry.instance("erp").id())
                    .get(0)
                    .contains("patchbay-isolated"));
            never.countDown();
            dripping.join();
            await().until(() ->
                    registry.deadlines.overdue(registry.instance("erp").id()).isEmpty());
        }
    }

    /** A byte each few milliseconds, until the end of the test. */
    private void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            while (!never.await(5, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write('.');
            }
        } catch (IOException | InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private interface Address {
        String url();
    }

    /** False if nobody interrupts for long; takes the interrupt away. */
    private boolean waitUntilInterrupted() {
        try {
            never.await(10, TimeUnit.SECONDS);
            return false;
        } catch (InterruptedException swallowed) {
            return true;
        }
    }

    /** The health check that follows the opening has one for a moment. */
    private void awaitNoLease() {
        await().until(() -> registry.standing("erp").slot().leases() == 0);
    }

    private Page pull() {
        return registry.handle("erp").pull(ANY);
    }

    private void serve(Function<PullRequest, Page> pull) {
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, diary);
            made.onPull = pull;
            return made;
        });
        registry.define("erp", "url", "http://one");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
