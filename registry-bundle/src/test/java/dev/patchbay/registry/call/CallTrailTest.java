package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.CallOptions;
import dev.patchbay.api.CallOutcome;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.registry.event.CallEvents;
import dev.patchbay.registry.event.Listening;
import dev.patchbay.registry.event.Recorded;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.threads.Conduct;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.spi.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** What those who listen are told of calls. */
class CallTrailTest {
    private static final PullRequest ANY = PullRequest.of("things");
    private static final ConnectorRecord THING =
            ConnectorRecord.builder("things").build();

    @TempDir
    Path folder;

    private final Recorded recorded = new Recorded();
    private final AllRounder connector = new AllRounder();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        registry.install("erp", "2.3.4", context -> connector);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aPullIsToldFromBeginningToEndInOrder() {
        registry.define("erp~one", "url", "x");
        listen();
        connector.onPull = (request, call) -> {
            call.request("GET", "https://me:pass@host/things?key=1");
            call.request("GET", "/things/2?key=1");
            return Page.last(List.of(THING, THING));
        };

        Page page =
                handle("erp~one").with(CallOptions.none().principal("alice")).pull(ANY);

        await().until(() -> recorded.ends.size() == 1);
        assertEquals(
                List.of(
                        "started pull",
                        "request GET https://host/things",
                        "request GET /things/2",
                        "attempt 1",
                        "ended SUCCESS"),
                recorded.lines());
        CallFacts facts = recorded.starts.get(0);
        CallEnd end = recorded.ends.get(0);
        assertEquals("erp~one", facts.id().toString());
        assertEquals("default", facts.tenant());
        assertEquals("alice", facts.principal().orElseThrow());
        assertEquals(page.correlationId().orElseThrow(), facts.correlationId());
        assertEquals("2.3.4", end.version().orElseThrow().toString());
        assertEquals(1, end.attempts());
        assertEquals(2, end.requests());
        assertEquals("GET", end.method().orElseThrow());
        assertEquals("/things/2", end.endpoint().orElseThrow());
        assertEquals(2, end.records());
        assertTrue(end.error().isEmpty());
        assertEquals(1, recorded.requests.get(1).attempt());
        assertEquals("2.3.4", recorded.attempts.get(0).version().orElseThrow().toString());
        assertEquals(facts, recorded.ended.get(0));
    }

    @Test
    void everyOtherKindOfCallIsToldWithItsRecords() {
        registry.define("erp", "url", "x");
        listen();
        ConnectorHandle handle =
                handle("erp").with(CallOptions.none().correlationId("c-7").principal("carol"));

        assertEquals(
                "c-7", handle.push(List.of(THING, THING, THING)).correlationId().orElseThrow());
        WebhookResult received = handle.receive(Webhook.of(Map.of(), new byte[0]));
        assertEquals("c-7", received.correlationId().orElseThrow());
        assertEquals("carol", received.principal().orElseThrow());
        assertEquals("c-7", handle.invoke("count", Map.of()).correlationId().orElseThrow());
        handle.operations();

        await().until(() -> recorded.ends.size() == 4);
        assertEquals(
                List.of("push", "receive", "invoke count", "operations"),
                recorded.starts.stream().map(CallFacts::operation).toList());
        assertEquals(
                List.of(3, 1, 0, 0),
                recorded.ends.stream().map(CallEnd::records).toList());
        assertEquals(
                Set.of("c-7"),
                recorded.starts.stream().map(CallFacts::correlationId).collect(Collectors.toSet()));
    }

    @Test
    void aFailureIsToldAsTheCallerGetsIt() {
        registry.define("erp", "url", "x");
        listen();
        connector.onPull = (request, call) -> {
            throw new ConnectorException(
                    ErrorCode.REMOTE_REJECTED, "'erp': refused", new IllegalStateException("below"));
        };

        ConnectorException failure = assertThrows(ConnectorException.class, () -> pull("erp"));

        await().until(() -> recorded.ends.size() == 1);
        CallEnd end = recorded.ends.get(0);
        assertEquals(CallOutcome.FAILED, end.outcome());
        assertEquals(ErrorCode.REMOTE_REJECTED, end.error().orElseThrow());
        assertEquals(failure.getMessage(), end.message().orElseThrow());
        assertEquals(
                failure.correlationId().orElseThrow(), recorded.starts.get(0).correlationId());
        assertTrue(end.stackTrace().orElseThrow().contains("Caused by: java.lang.IllegalStateException: below"));
        assertEquals(ErrorCode.REMOTE_REJECTED, recorded.attempts.get(0).error().orElseThrow());
    }

    @Test
    void aCallOfWhatIsSwitchedOffIsSkippedAndOneOfWhatIsNotThereFails() {
        registry.define("erp", "url", "x", "enabled", "false");
        registry.define("erp~wrong");
        listen();

        assertThrows(ConnectorException.class, () -> pull("erp"));
        assertThrows(ConnectorException.class, () -> pull("erp~wrong"));
        ConnectorException missing = assertThrows(ConnectorException.class, () -> pull("erp~none"));

        assertEquals("erp~none", missing.instance().orElseThrow());
        assertTrue(missing.correlationId().isPresent());
        await().until(() -> recorded.ends.size() == 3);
        assertEquals(
                List.of(CallOutcome.SKIPPED, CallOutcome.FAILED, CallOutcome.FAILED),
                recorded.ends.stream().map(CallEnd::outcome).toList());
        assertEquals(
                List.of(ErrorCode.CONNECTOR_DISABLED, ErrorCode.INVALID_CONFIG, ErrorCode.CONNECTOR_NOT_FOUND),
                recorded.ends.stream().map(each -> each.error().orElseThrow()).toList());
        assertEquals(
                List.of(0, 0, 0), recorded.ends.stream().map(CallEnd::attempts).toList());
        assertEquals(3, recorded.starts.size());
    }

    @Test
    void allPagesOfAPullHaveOneId() {
        registry.define("erp", "url", "x");
        listen();
        Set<String> seen = new HashSet<>();
        connector.onPull = (request, call) -> {
            seen.add(call.correlationId());
            int page = request.cursor().map(Integer::parseInt).orElse(1);
            return page == 3 ? Page.last(List.of(THING)) : Page.of(List.of(THING), Integer.toString(page + 1));
        };

        assertEquals(3, handle("erp").pullAll(ANY).count());
        assertEquals(1, seen.size());
        assertEquals(3, handle("erp").pullAll(ANY).count());
        assertEquals(2, seen.size(), "another pull has another one");

        await().until(() -> recorded.ends.size() == 6);
        assertEquals(
                seen, recorded.starts.stream().map(CallFacts::correlationId).collect(Collectors.toSet()));
    }

    @Test
    void theCheckAfterOpeningIsToldWithTheIdOfTheCallThatNeededTheObject() {
        registry.define("erp", "url", "x");
        Recorded recorded = new Recorded(true);
        Listening.join(registry.events, recorded);
        AtomicReference<String> logged = new AtomicReference<>();
        connector.onHealth = () -> logged.set(MDC.get("correlationId"));

        handle("erp").with(CallOptions.none().correlationId("c-9")).pull(ANY);

        await().until(() -> recorded.ends.size() == 2);
        CallFacts check = recorded.starts.stream()
                .filter(each -> each.operation().equals("health"))
                .findFirst()
                .orElseThrow();
        assertEquals("c-9", check.correlationId());
        assertEquals("c-9", logged.get());
    }

    @Test
    void theBeginningOfACallThatLastsIsToldWhileItLasts() {
        registry.define("erp", "url", "x");
        listen();
        connector.onPull = (request, call) -> {
            await().until(() -> recorded.starts.size() == 1);
            return Page.last(List.of());
        };

        pull("erp");

        await().until(() -> recorded.ends.size() == 1);
        assertEquals(List.of("started pull", "ended SUCCESS"), ofPull());
    }

    @Test
    void anIsolatedCallHasOneBeginningAndOneEndThoughItGoesOn() {
        registry.define("erp", "url", "x", "timeout", "500ms");
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        listen();
        connector.onPull = (request, call) -> {
            while (released.getCount() > 0) {
                Thread.onSpinWait();
            }
            assertThrows(ConnectorException.class, () -> call.request("GET", "/too-late"));
            done.countDown();
            return Page.last(List.of());
        };

        ConnectorException late = assertThrows(
                ConnectorException.class,
                () -> handle("erp").with(CallOptions.none().isolated()).pull(ANY));
        released.countDown();
        await().until(() -> done.getCount() == 0);
        await().until(() -> registry.standing("erp").slot().leases() == 0);
        connector.onPull = (request, call) -> Page.last(List.of());
        pull("erp");

        await().until(() -> ofPull().size() == 4);
        assertEquals(List.of("started pull", "ended FAILED", "started pull", "ended SUCCESS"), ofPull());
        CallEnd end = recorded.ends.stream()
                .filter(each -> each.error().isPresent())
                .findFirst()
                .orElseThrow();
        assertEquals(late.getMessage(), end.message().orElseThrow());
    }

    @Test
    void theThreadOfAnIsolatedCallHasTheLoggingContextOfTheCallAndLosesIt() throws Exception {
        registry.define("erp~one@acme", "url", "x");
        Map<String, String> during = new ConcurrentHashMap<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        connector.onPull = (request, call) -> {
            during.putAll(MDC.getCopyOfContextMap());
            thread.set(Thread.currentThread());
            return Page.last(List.of());
        };
        CallOptions options =
                CallOptions.none().correlationId("c-3").principal("bob").isolated();

        handle("erp~one@acme").with(options).pull(ANY);

        assertFalse(thread.get() == Thread.currentThread());
        assertEquals(
                Map.of("correlationId", "c-3", "instance", "erp~one@acme", "tenant", "acme", "principal", "bob"),
                during);
        Map<String, String> after = new ConcurrentHashMap<>();
        registry.isolated.run(
                registry.instance("erp~one@acme").id(),
                "acme",
                CallKind.PULL,
                Duration.ofSeconds(10),
                new Conduct(),
                () -> {
                    Map<String, String> left = MDC.getCopyOfContextMap();
                    after.putAll(left == null ? Map.of() : left);
                    return "";
                });
        assertEquals(Map.of(), after);
        assertNull(MDC.get("correlationId"));
    }

    @Test
    void aListenerHarmsNoCall() {
        registry.define("erp", "url", "x");
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger thrown = new AtomicInteger();
        Listening.join(registry.events, (call, end) -> {
            thrown.incrementAndGet();
            throw new OutOfMemoryError("of a test");
        });
        Runnable leave = Listening.join(registry.events, (call, end) -> {
            try {
                released.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        listen();

        for (int index = 0; index < 100; index++) {
            pull("erp");
        }

        await().until(() -> ofPull().size() == 200);
        await().until(() -> thrown.get() >= 100);
        released.countDown();
        leave.run();
    }

    @Test
    void oneWhoComesDuringACallHearsNothingOfIt() {
        registry.define("erp", "url", "x");
        connector.onPull = (request, call) -> {
            listen();
            call.request("GET", "/things");
            return Page.last(List.of());
        };

        pull("erp");
        connector.onPull = (request, call) -> Page.last(List.of());
        pull("erp");

        await().until(() -> ofPull().contains("ended SUCCESS"));
        assertEquals(List.of("started pull", "ended SUCCESS"), ofPull());
    }

    @Test
    void everyCallOfManyThreadsIsToldOnceWithItsEnd() throws Exception {
        registry.define("erp", "url", "x");
        pull("erp");
        int threads = 8;
        int each = 2_000;
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger ends = new AtomicInteger();
        Set<String> running = ConcurrentHashMap.newKeySet();
        AtomicInteger wrong = new AtomicInteger();
        CallEvents events = Listening.events(registry.memory, 1 << 16);
        CallPipeline listened =
                new CallPipeline(registry.deadlines, registry.queues, registry.isolated, events, (instance, id) -> {});
        Listening.join(events, new CallListener() {
            @Override
            public void started(CallFacts call) {
                starts.incrementAndGet();
                if (!running.add(call.correlationId())) {
                    wrong.incrementAndGet();
                }
            }

            @Override
            public void ended(CallFacts call, CallEnd end) {
                ends.incrementAndGet();
                if (!running.remove(call.correlationId())) {
                    wrong.incrementAndGet();
                }
            }
        });
        ConnectorHandle handle = new LeasingHandle(
                registry.instance("erp").id(), () -> registry.instance("erp"), listened, CallOptions.none(), () -> {});
        List<Thread> callers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            callers.add(new Thread(() -> {
                for (int index = 0; index < each; index++) {
                    handle.pull(ANY);
                }
            }));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        events.close();

        assertEquals(threads * each, starts.get());
        assertEquals(threads * each, ends.get());
        assertEquals(Set.of(), running);
        assertEquals(0, wrong.get());
    }

    private void listen() {
        Listening.join(registry.events, recorded);
    }

    private List<String> ofPull() {
        return recorded.lines().stream()
                .filter(each -> !each.startsWith("attempt"))
                .toList();
    }

    private ConnectorHandle handle(String id) {
        return registry.handle(id);
    }

    private Page pull(String id) {
        return handle(id).pull(ANY);
    }

    private static final class AllRounder implements Source, Sink, WebhookReceiver, Invoker {
        volatile BiFunction<PullRequest, CallContext, Page> onPull = (request, call) -> Page.last(List.of());
        volatile Runnable onHealth = () -> {};

        @Override
        public Health health(CallContext call) {
            onHealth.run();
            return Health.up("");
        }

        @Override
        public Page pull(PullRequest request, CallContext call) {
            return onPull.apply(request, call);
        }

        @Override
        public PushResult push(List<ConnectorRecord> records, CallContext call) {
            return PushResult.accepted(records.size());
        }

        @Override
        public WebhookResult receive(Webhook webhook, CallContext call) {
            return WebhookResult.accepted(List.of(THING));
        }

        @Override
        public List<Operation> operations() {
            return List.of();
        }

        @Override
        public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
