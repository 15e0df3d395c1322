package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.DISABLED;
import static dev.patchbay.model.InstanceState.READY;
import static dev.patchbay.model.InstanceState.WAITING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.GetOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.Registration;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** What programs do with the registry: add types, configure, override, and look through a tenant's eyes. */
public final class RegistrationIT {
    private static final RunningHome HOME = RunningHome.withScripted();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void servesATypeOfTheHostUntilItsRegistrationEnds() {
        AtomicInteger closed = new AtomicInteger();
        Registration registration =
                HOME.registry().register(TypeDefinition.builder("hosted").build(), context -> new Counted(closed));
        HOME.cfg("connector.hosted.cfg", "any=key");
        HOME.await("hosted", READY);
        assertEquals(
                Health.Status.UP,
                HOME.registry().health(InstanceId.parse("hosted")).status());

        registration.close();
        registration.close();
        assertEquals("its object is closed with it", 1, closed.get());
        HOME.await("hosted", WAITING);
    }

    @Test
    public void refusesTheSameVersionTwiceAndTakesAnother() {
        TypeDefinition first = TypeDefinition.builder("doubled").build();
        HOME.registry().register(first, context -> new Counted(new AtomicInteger()));
        ConnectorException refused = assertThrows(
                ConnectorException.class,
                () -> HOME.registry().register(first, context -> new Counted(new AtomicInteger())));
        assertEquals(ErrorCode.ALREADY_REGISTERED, refused.code());
        assertTrue(refused.getMessage(), refused.getMessage().contains("connector 'doubled' 1.0.0 is there already"));

        TypeDefinition second =
                TypeDefinition.builder("doubled").version(new Version(2, 0, 0)).build();
        HOME.registry().register(second, context -> new Counted(new AtomicInteger()));
        assertEquals(new Version(2, 0, 0), HOME.registry().version("doubled"));

        HOME.registry().clear();
        RunningHome.eventually().until(() -> !HOME.registry().has("doubled"));
        assertTrue("types of bundles stay", HOME.registry().has("scripted"));
    }

    @Test
    public void endsARegistrationWithTheBundleThatMadeIt() throws Exception {
        Bundle registrant = HOME.install(TestBundles.registrant());
        registrant.start();
        HOME.awaitType("registered");

        registrant.stop();
        RunningHome.eventually().until(() -> !HOME.registry().has("registered"));
        registrant.start();
        HOME.awaitType("registered");
        registrant.uninstall();
        RunningHome.eventually().until(() -> !HOME.registry().has("registered"));
    }

    @Test
    public void configuresAndRemovesInstancesByProgram() {
        InstanceId id = InstanceId.parse("scripted~program");
        HOME.registry().configure(id, Map.of("url", "http://program"));
        assertEquals("http://program", HOME.servedUrl("scripted~program"));

        ConnectorException refused = assertThrows(
                ConnectorException.class,
                () -> HOME.registry().configure(id, Map.of("url", "http://program", "page.size", 0, "pagesize", 1)));
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
        assertTrue(refused.getMessage(), refused.getMessage().contains("'page.size' is '0'; write 1 to 1000"));
        assertTrue(refused.getMessage(), refused.getMessage().contains("'pagesize' is not a setting"));
        assertEquals("http://program", HOME.servedUrl("scripted~program"));

        HOME.registry().remove(id);
        assertFalse(HOME.find("scripted~program").isPresent());
    }

    @Test
    public void leavesAnInstanceOfAFileToItsFile() {
        HOME.cfg("connector.scripted~owned.cfg", "url=http://owned");
        HOME.await("scripted~owned", READY);
        InstanceId id = InstanceId.parse("scripted~owned");
        for (Runnable change : List.<Runnable>of(
                () -> HOME.registry().configure(id, Map.of("url", "http://other")),
                () -> HOME.registry().remove(id))) {
            ConnectorException refused = assertThrows(ConnectorException.class, change::run);
            assertTrue(refused.getMessage(), refused.getMessage().contains("connector.scripted~owned.cfg"));
        }
        assertEquals("http://owned", HOME.servedUrl("scripted~owned"));
    }

    @Test
    public void closesThePrivateObjectOfAHandleWithOverridesWithIt() throws IOException {
        Path trace = HOME.aside("trace");
        HOME.cfg("connector.scripted~shared-object.cfg", "url=http://file", "trace=" + trace);
        HOME.await("scripted~shared-object", READY);
        assertEquals("http://file", HOME.servedUrl("scripted~shared-object"));

        GetOptions options = GetOptions.usual().overrides(Map.of("url", "http://override"));
        try (ConnectorHandle own = HOME.registry().get("scripted~shared-object", options)) {
            assertEquals("http://override", own.invoke("version", Map.of()).get("url"));
            assertEquals("http://override", own.invoke("version", Map.of()).get("url"));
            assertEquals("http://file", HOME.servedUrl("scripted~shared-object"));
            assertEquals(List.of("made", "made"), Files.readAllLines(trace));
        }
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(List.of("made", "made", "closed"), Files.readAllLines(trace)));
        assertEquals("http://file", HOME.servedUrl("scripted~shared-object"));
    }

    @Test
    public void whatIsSwitchedOffIsSoForHandlesWithOverridesToo() {
        HOME.cfg("connector.scripted~switched.cfg", "url=http://file");
        HOME.await("scripted~switched", READY);
        InstanceId id = InstanceId.parse("scripted~switched");
        GetOptions options = GetOptions.usual().overrides(Map.of("url", "http://override"));
        try (ConnectorHandle own = HOME.registry().get("scripted~switched", options)) {
            assertEquals("http://override", own.invoke("version", Map.of()).get("url"));

            HOME.registry().disable(id);
            HOME.await("scripted~switched", DISABLED);
            ConnectorException refused = assertThrows(ConnectorException.class, () -> own.invoke("version", Map.of()));
            assertEquals(ErrorCode.CONNECTOR_DISABLED, refused.code());

            HOME.registry().enable(id);
            HOME.await("scripted~switched", READY);
            assertEquals("http://override", own.invoke("version", Map.of()).get("url"));
        }
    }

    @Test
    public void makesAPrivateObjectWithoutAnyConfiguration() {
        GetOptions options = GetOptions.usual().overrides(Map.of("url", "http://nowhere"));
        try (ConnectorHandle own = HOME.registry().get("scripted~unconfigured", options)) {
            assertEquals("http://nowhere", own.invoke("version", Map.of()).get("url"));
        }
        assertFalse(HOME.find("scripted~unconfigured").isPresent());
        GetOptions bad = GetOptions.usual().overrides(Map.of("page.size", "many"));
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> HOME.registry().get("scripted~unconfigured", bad));
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
    }

    @Test
    public void showsATenantItsOwnInstancesAndSharedOnesOnly() {
        HOME.cfg("connector.scripted~own@acme.cfg", "url=http://acme");
        HOME.cfg("connector.scripted~own.cfg", "url=http://default");
        HOME.cfg("connector.scripted~common.cfg", "url=http://common", "shared=true");
        HOME.cfg("connector.scripted~own@other.cfg", "url=http://other");
        for (String id : new String[] {"own@acme", "own", "common", "own@other"}) {
            HOME.await("scripted~" + id, READY);
        }
        ConnectorRegistry acme = HOME.registry().forTenant("acme");
        assertEquals(
                List.of("scripted~own@acme", "scripted~common"),
                acme.instances(InstanceFilter.all()).stream()
                        .map(each -> each.id().toString())
                        .toList());
        assertEquals("http://acme", url(acme.get("scripted~own")));
        assertEquals("http://common", url(acme.get("scripted~common")));
        ConnectorException hidden = assertThrows(ConnectorException.class, () -> acme.get("scripted~own@other"));
        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, hidden.code());
        assertThrows(ConnectorException.class, () -> acme.forTenant("other"));
    }

    @Test
    public void makesNoRequestForASwitchedOffInstance() {
        HOME.cfg("connector.scripted~off.cfg", "url=http://off");
        HOME.await("scripted~off", READY);
        HOME.registry().disable(InstanceId.parse("scripted~off"));
        HOME.awaitTold("scripted~off", DISABLED, "switched off by an operator");
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> RunningHome.pull(HOME.handle("scripted~off")));
        assertEquals(ErrorCode.CONNECTOR_DISABLED, refused.code());

        HOME.registry().enable(InstanceId.parse("scripted~off"));
        assertEquals(10, RunningHome.pull(HOME.handle("scripted~off")));
    }

    private static Object url(ConnectorHandle handle) {
        return handle.invoke("version", Map.of()).get("url");
    }

    private record Counted(AtomicInteger closed) implements Connector {
        @Override
        public Health health(CallContext call) {
            return Health.up("it counts");
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
