package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.api.LimitStatus.Breaker;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.api.Verbs;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.ServiceReference;

/** An instance that tenants share, in a running home: what one of them does there, and what the others notice. */
public final class SharedLimitsIT {
    private static final InstanceId COMMON = InstanceId.parse("gated~common");

    @Rule
    public final RunningHome home = RunningHome.empty();

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(2);
    private ConnectorRegistry acme;
    private ConnectorRegistry beta;

    @Before
    public void share() {
        TypeDefinition type = TypeDefinition.builder("gated")
                .capabilities(Capability.INVOKE)
                .attributes(
                        List.of(Attribute.builder("url", Attribute.Type.STRING).build()))
                .build();
        home.registry().register(type, context -> new Gated());
        write("retry.max.attempts=1", "max.concurrent.calls=4", "rate.limit.per.minute=6000");
        home.await("gated~common", InstanceState.READY);
        // The check that follows the first call would let each tenant try again.
        assertTrue(home.registry().health(COMMON).usable());
        acme = home.registry().forTenant("acme");
        beta = home.registry().forTenant("beta");
    }

    @Test
    public void anOutageOfOneTenantIsItsOwn() {
        open(acme);
        assertEquals("beta", invoke(beta, "ask").get("tenant"));
        assertEquals(
                "default", home.registry().get(COMMON).invoke("ask", Map.of()).get("tenant"));

        assertEquals(Breaker.OPEN, acme.limits(COMMON).breaker());
        assertEquals(Breaker.CLOSED, beta.limits(COMMON).breaker());
        LimitStatus all = home.registry().limits(COMMON);
        assertEquals(Breaker.CLOSED, all.breaker());
        assertEquals(Breaker.OPEN, all.tenants().get("acme").breaker());
        assertEquals(Map.of(), acme.limits(COMMON).tenants());
        assertTold(acme.why("gated~common").toString(), "circuit breaker for tenant 'acme' is open", "5 failures");
        assertFalse(beta.why("gated~common").toString().contains("breaker"));
        assertTrue(home.log().events().stream()
                .filter(each -> each.getFormattedMessage().contains("circuit breaker is open"))
                .allMatch(each -> "acme".equals(each.getMDCPropertyMap().get("tenant"))
                        && each.getFormattedMessage().startsWith("'gated~common', calls of tenant 'acme':")));
    }

    @Test
    public void whoIsRefusedIsToldThatItIsDownAndNobodyElse() {
        open(acme);
        Health refused = acme.health(COMMON);
        assertEquals(Health.Status.DOWN, refused.status());
        assertTold(
                refused.message(), "its circuit breaker for tenant 'acme' is open", "the last with REMOTE_UNAVAILABLE");
        assertEquals(List.of(), acme.healthy(InstanceFilter.all()));
        assertThrows(ConnectorException.class, () -> acme.route("gated", "acme"));

        assertTrue(beta.health(COMMON).usable());
        assertEquals(List.of(COMMON), beta.healthy(InstanceFilter.all()));
        assertEquals(COMMON, beta.route("gated", "beta").id());
        assertTrue(home.registry().health(COMMON).usable());
    }

    @Test
    public void whatRefusesItsOwnTenantIsDownForThatOnly() {
        open(home.registry());
        assertEquals(Health.Status.DOWN, home.registry().health(COMMON).status());

        assertTrue(beta.health(COMMON).usable());
        assertEquals(COMMON, beta.route("gated", "beta").id());
        invoke(beta, "ask");
    }

    @Test
    public void operatorsSeeEachTenantAndResetOne() {
        open(acme);
        open(beta);

        assertTold(
                run("info", "gated~common"),
                "calls now 0 of 4",
                "tenant acme breaker OPEN for another",
                "calls now 0 of 2, requests 3000 a minute");
        assertTold(
                run("why", "gated~common"),
                "its circuit breaker for tenant 'acme' is open",
                "'breaker gated~common reset --tenant acme' ends that");
        assertTold(
                run("breaker", "gated~common"),
                "gated~common is CLOSED",
                "gated~common for tenant acme is OPEN",
                "gated~common for tenant beta is OPEN");
        assertTold(run("breaker", "gated~common", "--json"), "\"tenants\"", "\"acme\"");

        assertTold(run("breaker", "gated~common", "reset", "--tenant", "acme"), "for tenant acme is CLOSED");
        invoke(acme, "ask");
        assertEquals(Breaker.OPEN, beta.limits(COMMON).breaker());
        run("breaker", "gated~common", "reset");
        invoke(beta, "ask");
    }

    @Test
    public void oneTenantLeavesPlacesToTheOthers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(threads.submit(() -> invoke(acme, "hold")));
            }
            assertTrue(held.await(20, TimeUnit.SECONDS));

            assertEquals("beta", invoke(beta, "ask").get("tenant"));

            assertEquals(2, acme.limits(COMMON).concurrentCalls());
            assertEquals(0, beta.limits(COMMON).concurrentCalls());
            gate.countDown();
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void aChangedShareKeepsWhatIsOpen() {
        open(acme);
        write("max.concurrent.calls=8", "tenant.max.concurrent.calls=3", "breaker.open.duration=40s");

        RunningHome.eventually().until(() -> acme.limits(COMMON).maxConcurrentCalls() == 3);
        assertEquals(Breaker.OPEN, acme.limits(COMMON).breaker());
        assertTrue(acme.limits(COMMON).openFor().orElseThrow().toSeconds() <= 40);
        write("max.concurrent.calls=8", "tenant.max.concurrent.calls=9");
        home.awaitWhy("gated~common", "'tenant.max.concurrent.calls' is 9 and more than 'max.concurrent.calls'");
    }

    @Test
    public void aTenantThatIsRemovedLeavesNothingThere() {
        open(acme);

        assertEquals(
                List.of("what it has used of the limits of 'gated~common'"),
                home.registry().removeTenant("acme").erased());

        assertEquals(Map.of(), home.registry().limits(COMMON).tenants());
        invoke(acme, "ask");
    }

    @Test
    public void whatIsNotSharedHasNoShares() {
        home.cfg("connector.gated~private.cfg", "url=http://private");
        home.await("gated~private", InstanceState.READY);
        InstanceId id = InstanceId.parse("gated~private");

        assertEquals(64, home.registry().limits(id, "default").maxConcurrentCalls());
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> home.registry().limits(id, "acme"));
        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, refused.code());
        assertTold(refused.getMessage(), "'gated~private' is not shared, so tenant 'acme' cannot call it");
        assertThrows(ConnectorException.class, () -> acme.limits(id));
        assertThrows(ConnectorException.class, () -> acme.limits(COMMON, "beta"));
    }

    @Test
    public void eventsBearTheTenantWhoCalls() {
        List<CallFacts> heard = new CopyOnWriteArrayList<>();
        CallListener listener = (call, end) -> {
            if (!call.operation().equals("health")) {
                heard.add(call);
            }
        };
        home.context().registerService(CallListener.class, listener, null);
        invoke(acme, "ask");
        invoke(beta, "ask");
        home.registry().get(COMMON).invoke("ask", Map.of());

        RunningHome.eventually().until(() -> heard.size() == 3);
        assertEquals(
                List.of("acme", "beta", "default"),
                heard.stream().map(CallFacts::tenant).toList());
        assertTrue(heard.stream().allMatch(each -> each.id().equals(COMMON)));
    }

    private void open(ConnectorRegistry tenant) {
        ConnectorHandle handle = tenant.get(COMMON);
        for (int i = 0; i < 5; i++) {
            assertThrows(ConnectorException.class, () -> handle.invoke("fail", Map.of()));
        }
        assertEquals(Breaker.OPEN, tenant.limits(COMMON).breaker());
    }

    private static Map<String, Object> invoke(ConnectorRegistry tenant, String operation) {
        return tenant.get(COMMON).invoke(operation, Map.of());
    }

    private void write(String... lines) {
        List<String> all = new ArrayList<>(List.of("url=http://common", "shared=true"));
        all.addAll(List.of(lines));
        home.replaceCfg("connector.gated~common.cfg", all.toArray(String[]::new));
    }

    private String run(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ServiceReference<Verbs> reference = home.context().getServiceReference(Verbs.class);
        assertEquals(
                0,
                home.context()
                        .getService(reference)
                        .run(List.of(words), Console.builder(out, out).build()));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void assertTold(String text, String... words) {
        String line = text.replaceAll("\\s+", " ");
        for (String each : words) {
            assertTrue(text, line.contains(each));
        }
    }

    /** Answers, fails or waits, as it is told. */
    private final class Gated implements Invoker {
        @Override
        public List<Operation> operations() {
            return List.of(
                    Operation.builder("ask").idempotent().build(),
                    Operation.builder("fail").idempotent().build(),
                    Operation.builder("hold").idempotent().build());
        }

        @Override
        public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
            call.request("GET", "/" + operation);
            switch (operation) {
                case "fail" -> throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "no answer");
                case "hold" -> hold();
                default -> {}
            }
            return Map.of("tenant", call.tenant());
        }

        private void hold() {
            held.countDown();
            try {
                gate.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("");
        }

        @Override
        public void close() {}
    }
}
