package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Sink;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class CallPipelineTest {
    private static final PullRequest ANY = PullRequest.of("things");

    @TempDir
    Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void tellsAnythingThrownAsAFaultOfTheConnector() {
        serve(request -> {
            throw new AssertionError("oops");
        });

        ConnectorException fault = assertThrows(ConnectorException.class, this::pull);

        assertEquals(ErrorCode.CONNECTOR_FAULT, fault.code());
        assertTrue(fault.getMessage().contains("'erp': the connector failed unexpectedly in pull"), fault.getMessage());
        assertEquals("erp", fault.instance().orElseThrow());
        assertTrue(fault.correlationId().isPresent());
        assertTrue(
                registry.standing("erp").slot().observations().lastFailure().isPresent(),
                "it is remembered until a call succeeds");
    }

    @Test
    void tellsNullAsAFaultOfTheConnector() {
        serve(request -> null);

        assertEquals(
                ErrorCode.CONNECTOR_FAULT,
                assertThrows(ConnectorException.class, this::pull).code());
    }

    @Test
    void survivesAStackOverflowOfTheConnector() {
        serve(CallPipelineTest::endless);

        assertEquals(
                ErrorCode.CONNECTOR_FAULT,
                assertThrows(ConnectorException.class, this::pull).code());
    }

    @Test
    void interruptsACallPastItsDeadline() {
        serve(request -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            return Page.last(List.of());
        });

        ConnectorException late = assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp")
                        .with(CallOptions.none().timeout(Duration.ofMillis(50)))
                        .pull(ANY));

        assertEquals(ErrorCode.TIMED_OUT, late.code());
        assertFalse(Thread.currentThread().isInterrupted(), "the interrupt does not leave the call");
    }

    @Test
    void anIsolatedCallReturnsThoughTheConnectorIgnoresItsInterruption() {
        CountDownLatch release = new CountDownLatch(1);
        serve(request -> {
            boolean released = false;
            while (!released) {
                try {
                    released = release.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException ignoredOnPurpose) {
                    released = false;
                }
            }
            return Page.last(List.of());
        });

        ConnectorException late = assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp")
                        .with(CallOptions.none().timeout(Duration.ofMillis(50)).isolated())
                        .pull(ANY));

        assertEquals(ErrorCode.TIMED_OUT, late.code());
        List<String> overdue =
                registry.deadlines.overdue(registry.instance("erp").id());
        assertEquals(1, overdue.size(), "the call that goes on is named");
        assertTrue(overdue.get(0).contains("patchbay-isolated"), overdue.get(0));
        release.countDown();
    }

    @Test
    void aWriteThatIsCutOffHasAnUnknownOutcome() {
        installSink(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });

        ConnectorException cut = assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp")
                        .with(CallOptions.none().timeout(Duration.ofMillis(50)))
                        .push(List.of(record("1"))));

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, cut.code());
        assertFalse(cut.code().retryable());
    }

    @Test
    void keepsWhatAConnectorSaysOfItsInterruption() {
        installSink(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "the token has expired; renew it");
            }
        });

        ConnectorException told = assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp")
                        .with(CallOptions.none().timeout(Duration.ofMillis(50)))
                        .push(List.of(record("1"))));

        assertEquals(ErrorCode.AUTHENTICATION_FAILED, told.code());
    }

    @Test
    void aFailureWithoutAMessageIsToldAllTheSame() {
        serve(request -> {
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, null);
        });

        for (int i = 0; i < 2; i++) {
            ConnectorException failure = assertThrows(ConnectorException.class, this::pull);
            assertEquals("REMOTE_UNAVAILABLE without an explanation", failure.getMessage());
        }
    }

    @Test
    void theLongestTimeoutEndsNobodysDeadline() {
        serve(request -> {
            if (request.recordType().equals("long")) {
                assertThrows(
                        ConnectorException.class,
                        () -> registry.handle("erp")
                                .with(CallOptions.none().timeout(Duration.ofMillis(50)))
                                .pull(PullRequest.of("short")));
                return Page.last(List.of());
            }
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            return null;
        });

        registry.handle("erp")
                .with(CallOptions.none().timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .pull(PullRequest.of("long"));
    }

    @Test
    void noSecretIsInAFailureOrInWhatCausedIt() {
        serve(request -> {
            throw new IllegalStateException(
                    "login with hunter22-secret refused", new java.io.IOException("?password=hunter22-secret"));
        });
        registry.define("erp", "url", "http://one", "token", "$[test:token]");

        ConnectorException failure = assertThrows(ConnectorException.class, this::pull);

        java.io.StringWriter trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace));
        assertFalse(trace.toString().contains("hunter22"), trace.toString());
        assertTrue(trace.toString().contains("java.io.IOException: ?password=[secret]"), trace.toString());
    }

    @Test
    void aCallersMistakeIsNotHeldAgainstTheInstance() {
        serve(request -> Page.last(List.of()));

        assertThrows(ConnectorException.class, () -> registry.handle("erp").pull(ANY.from("nonsense")));

        assertTrue(registry.standing("erp").slot().observations().lastFailure().isEmpty());
    }

    @Test
    void putsTheCorrelationIdIntoTheLoggingContextAndTakesItBack() {
        AtomicReference<String> seen = new AtomicReference<>();
        serve(request -> {
            seen.set(MDC.get("correlationId") + " " + MDC.get("instance"));
            return Page.last(List.of());
        });

        registry.handle("erp")
                .with(CallOptions.none().correlationId("order-17"))
                .pull(ANY);

        assertEquals("order-17 erp", seen.get());
        assertNull(MDC.get("correlationId"));
    }

    @Test
    void saysWhatAConnectorCannot() {
        serve(request -> Page.last(List.of()));

        ConnectorException refused = assertThrows(
                ConnectorException.class, () -> registry.handle("erp").invoke("anything", Map.of()));

        assertEquals(ErrorCode.UNSUPPORTED_CAPABILITY, refused.code());
        assertFalse(registry.handle("erp").supports(Capability.INVOKE));
    }

    @Test
    void pullsPageAfterPageAndSpellsCursorsWithTheMajorVersion() {
        serve(request -> switch (request.cursor().orElse("")) {
            case "" -> Page.of(List.of(record("1")), "b");
            case "b" -> Page.of(List.of(), "c");
            default -> Page.last(List.of(record("2")));
        });

        assertEquals(
                List.of("things/1", "things/2"),
                registry.handle("erp")
                        .pullAll(ANY)
                        .map(ConnectorRecord::toString)
                        .toList());
        assertEquals("1~b", pull().cursor().orElseThrow());
        assertEquals(
                ErrorCode.CURSOR_INVALID,
                assertThrows(
                                ConnectorException.class,
                                () -> registry.handle("erp").pull(ANY.from("2~b")))
                        .code());
    }

    @Test
    void aPageThatWasReadIsLetGoBeforeTheNextOneIsAskedFor() {
        AtomicReference<WeakReference<ConnectorRecord>> first = new AtomicReference<>();
        serve(request -> {
            if (request.cursor().isPresent()) {
                await().pollInSameThread().until(() -> {
                    System.gc();
                    return first.get().refersTo(null);
                });
                return Page.last(List.of(record("2")));
            }
            ConnectorRecord record = record("1");
            first.set(new WeakReference<>(record));
            return Page.of(List.of(record), "b");
        });

        assertEquals(2, registry.handle("erp").pullAll(ANY).count());
    }

    @Test
    void aConnectorThatGivesTheSameCursorAgainIsStopped() {
        serve(request -> Page.of(List.of(), "again"));

        assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp").pullAll(ANY).toList());
    }

    @Test
    void aConnectorWhoseCursorsGoRoundInACircleIsStopped() {
        AtomicInteger pages = new AtomicInteger();
        serve(request -> {
            assertTrue(pages.incrementAndGet() < 100, "it never ends");
            return Page.of(List.of(), request.cursor().orElse("b").equals("a") ? "b" : "a");
        });

        ConnectorException stopped = assertThrows(
                ConnectorException.class,
                () -> registry.handle("erp")
                        .with(CallOptions.none().correlationId("c-1").principal("alice"))
                        .pullAll(ANY)
                        .toList());

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, stopped.code());
        assertEquals("c-1", stopped.correlationId().orElseThrow());
        assertEquals("alice", stopped.principal().orElseThrow());
    }

    @Test
    void aNestedCallKeepsItsOwnDeadlineAndContext() {
        serve(request -> {
            if (request.recordType().equals("outer")) {
                registry.handle("erp").pull(PullRequest.of("inner"));
                assertNotNull(MDC.get("correlationId"), "the outer call's context is back");
            }
            return Page.last(List.of());
        });

        registry.handle("erp").pull(PullRequest.of("outer"));
    }

    private Page pull() {
        return registry.handle("erp").pull(ANY);
    }

    private void serve(Function<PullRequest, Page> pull) {
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, new RegistryFixture.Diary());
            made.onPull = pull;
            return made;
        });
        registry.define("erp", "url", "http://one");
    }

    private void installSink(Runnable push) {
        registry.install("erp", "1.0.0", context -> new WaitingSink(push));
        registry.define("erp", "url", "http://one");
    }

    private record WaitingSink(Runnable push) implements Sink {
        @Override
        public PushResult push(List<ConnectorRecord> records, CallContext call) {
            push.run();
            return PushResult.accepted(records.size());
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("");
        }

        @Override
        public void close() {}
    }

    private static Page endless(PullRequest request) {
        return endless(request.from("x"));
    }

    private static ConnectorRecord record(String id) {
        return ConnectorRecord.builder("things").id(id).build();
    }
}
