package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.DISABLED;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.CallAttempt;
import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.CallOptions;
import dev.patchbay.api.CallOutcome;
import dev.patchbay.api.CallRequest;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** What listeners hear of calls, in the host and in a bundle. */
public final class CallEventsIT {
    private static final PullRequest THINGS = PullRequest.of("things");
    private static final ConnectorRecord THING =
            ConnectorRecord.builder("things").build();

    @Rule
    public final RunningHome home = RunningHome.empty();

    private final Heard heard = new Heard();
    private ServiceRegistration<CallListener> registration;

    @Before
    public void begin() {
        TypeDefinition type = TypeDefinition.builder("paged")
                .capabilities(Capability.PULL, Capability.PUSH, Capability.INVOKE)
                .attributes(List.of(
                        Attribute.builder("token", Attribute.Type.PASSWORD).build()))
                .build();
        home.registry().register(type, context -> new Paged());
        home.cfg("connector.paged~one@acme.cfg", "token=hunter22-secret", "retry.delay=1ms");
        home.await("paged~one@acme", READY);
        registration = home.context().registerService(CallListener.class, heard, null);
    }

    @Test
    public void aPullOverPagesHasOneIdAndEveryFact() {
        ConnectorHandle handle =
                home.registry().get("paged~one@acme").with(CallOptions.none().principal("alice"));

        assertEquals(3, handle.pullAll(THINGS).count());

        RunningHome.eventually().until(() -> heard.ends.size() == 3);
        assertEquals(1, heard.ids().size());
        CallFacts facts = heard.starts.get(0);
        assertEquals("paged~one@acme", facts.id().toString());
        assertEquals("acme", facts.tenant());
        assertEquals("pull", facts.operation());
        assertEquals("alice", facts.principal().orElseThrow());
        CallEnd end = heard.ends.get(2);
        assertEquals(CallOutcome.SUCCESS, end.outcome());
        assertTrue(end.version().isPresent());
        assertEquals(1, end.attempts());
        assertEquals(1, end.requests());
        assertEquals("GET", end.method().orElseThrow());
        assertEquals("https://example.org/things", end.endpoint().orElseThrow());
        assertEquals(1, end.records());
        assertFalse(end.took().isNegative());
        CallRequest request = heard.requests.get(0);
        assertEquals("https://example.org/things", request.endpoint());
        assertFalse(request.at().isBefore(facts.startedAt()));
        assertEquals(3, heard.attempts.size());
    }

    @Test
    public void pushAndInvokeTellTheirIdWhereTheyCan() {
        ConnectorHandle handle = home.registry().get("paged~one@acme");

        PushResult result = handle.push(List.of(THING, THING));
        handle.with(CallOptions.none().correlationId("c-1")).invoke("count", Map.of());

        RunningHome.eventually().until(() -> heard.ends.size() == 2);
        assertEquals(Set.of(result.correlationId().orElseThrow(), "c-1"), heard.ids());
        assertEquals(
                List.of("push", "invoke count"),
                heard.starts.stream().map(CallFacts::operation).toList());
        assertEquals(2, heard.ends.get(0).records());
    }

    @Test
    public void aFailureIsToldWithoutSecretsAndWithEveryAttempt() {
        ConnectorHandle handle = home.registry().get("paged~one@acme");

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> handle.pull(PullRequest.of("broken")));

        RunningHome.eventually().until(() -> heard.ends.size() == 1);
        CallEnd end = heard.ends.get(0);
        assertEquals(CallOutcome.FAILED, end.outcome());
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, end.error().orElseThrow());
        assertEquals(failure.getMessage(), end.message().orElseThrow());
        String trace = end.stackTrace().orElseThrow();
        assertTrue(trace, trace.contains("Paged.pull"));
        assertFalse(trace, trace.contains("hunter22"));
        assertEquals(end.attempts(), heard.attempts.size());
        assertEquals(end.attempts(), end.requests());
        CallAttempt last = heard.attempts.get(heard.attempts.size() - 1);
        assertEquals(end.attempts(), last.number());
        assertTrue(last.retryIn().isEmpty());
        for (CallAttempt each : heard.attempts.subList(0, heard.attempts.size() - 1)) {
            assertTrue(each.retryIn().isPresent());
        }
        assertEquals(1, heard.ids().size());
        assertEquals(1, heard.traces().size());
    }

    @Test
    public void aCallOfWhatIsSwitchedOffIsSkipped() {
        home.registry().disable(dev.patchbay.model.InstanceId.parse("paged~one@acme"));
        home.await("paged~one@acme", DISABLED);

        assertThrows(
                ConnectorException.class,
                () -> home.registry().get("paged~one@acme").pull(THINGS));

        RunningHome.eventually().until(() -> heard.ends.size() == 1);
        assertEquals(CallOutcome.SKIPPED, heard.ends.get(0).outcome());
        assertEquals(0, heard.ends.get(0).attempts());
    }

    @Test
    public void oneThatHasLeftHearsNothingMoreAndOneOfABundleIsToldUntilThatStops() throws Exception {
        Bundle bundle = home.install(TestBundles.listener());
        bundle.start();
        ConnectorHandle handle = home.registry().get("paged~one@acme");

        handle.pull(THINGS);
        RunningHome.eventually().until(() -> heard.ends.size() == 1);
        RunningHome.eventually()
                .untilAsserted(() -> assertTrue(lines().contains("paged~one@acme pull SUCCESS of true")));
        registration.unregister();
        handle.push(List.of(THING));
        RunningHome.eventually()
                .untilAsserted(() -> assertTrue(lines().contains("paged~one@acme push SUCCESS of true")));
        assertEquals(1, heard.ends.size());

        bundle.stop();
        handle.pull(THINGS);
        bundle.start();
        handle.pull(THINGS);
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(List.of("paged~one@acme pull SUCCESS of true"), lines()));
    }

    @SuppressWarnings("unchecked")
    private List<String> lines() throws Exception {
        ServiceReference<?> reference = home.context().getServiceReferences(Callable.class, "(listener=lines)").stream()
                .findFirst()
                .orElseThrow();
        return ((Callable<List<String>>) home.context().getService(reference)).call();
    }

    /** Leaves health checks out: they come by themselves. */
    private static final class Heard implements CallListener {
        final List<CallFacts> starts = new CopyOnWriteArrayList<>();
        final List<CallAttempt> attempts = new CopyOnWriteArrayList<>();
        final List<CallRequest> requests = new CopyOnWriteArrayList<>();
        final List<CallEnd> ends = new CopyOnWriteArrayList<>();

        @Override
        public void started(CallFacts call) {
            note(call, starts, call);
        }

        @Override
        public void attempted(CallFacts call, CallAttempt attempt) {
            note(call, attempts, attempt);
        }

        @Override
        public void requested(CallFacts call, CallRequest request) {
            note(call, requests, request);
        }

        @Override
        public void ended(CallFacts call, CallEnd end) {
            note(call, ends, end);
        }

        Set<String> ids() {
            return starts.stream().map(CallFacts::correlationId).collect(Collectors.toSet());
        }

        /** The trace ids that the requests had, which they tell as their method. */
        Set<String> traces() {
            return requests.stream().map(each -> each.method().split("-")[1]).collect(Collectors.toSet());
        }

        private static <T> void note(CallFacts call, List<T> list, T event) {
            if (!call.operation().equals("health")) {
                list.add(event);
            }
        }
    }

    /** Three pages of one thing each; things that are broken it cannot have. */
    private static final class Paged implements Source, Sink, Invoker {

        @Override
        public Page pull(PullRequest request, CallContext call) {
            if (request.recordType().equals("broken")) {
                call.request(call.traceparent(), "/broken");
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "no answer to hunter22-secret");
            }
            call.request("GET", "https://me:hunter22@example.org/things?token=hunter22-secret");
            int page = request.cursor().map(Integer::parseInt).orElse(1);
            return page == 3 ? Page.last(List.of(THING)) : Page.of(List.of(THING), Integer.toString(page + 1));
        }

        @Override
        public PushResult push(List<ConnectorRecord> records, CallContext call) {
            return PushResult.accepted(records.size());
        }

        @Override
        public List<Operation> operations() {
            return List.of(Operation.builder("count").idempotent().build());
        }

        @Override
        public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
            return Map.of("count", 3);
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("");
        }

        @Override
        public void close() {}
    }
}
