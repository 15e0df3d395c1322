package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.DISABLED;
import static dev.patchbay.model.InstanceState.INVALID;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.api.GetOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.TenantRemoval;
import dev.patchbay.api.TenantStatus;
import dev.patchbay.api.Verbs;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.BundleContext;

/** Tenants apart: what the view of one tells, and what is there of it when it has been removed. */
public final class TenantsIT {
    private static final String BETA_URL = "http://beta.internal";
    private static final String SHARED_URL = "http://everybody.internal";

    @Rule
    public final RunningHome home = RunningHome.empty();

    private ConnectorRegistry acme;

    @Before
    public void begin() {
        Echo.register(home.registry());
        home.cfg("connector.echo~crm@beta.cfg", "url=" + BETA_URL);
        home.cfg("connector.echo~common.cfg", "url=" + SHARED_URL, "shared=true", "description=" + SHARED_URL);
        home.cfg("connector.echo~private.cfg", "url=http://private.internal");
        home.cfg("connector.echo~mine@acme.cfg", "url=http://acme");
        home.await("echo~crm@beta", READY);
        home.await("echo~common", READY);
        home.await("echo~private", READY);
        home.await("echo~mine@acme", READY);
        acme = home.registry().forTenant("acme");
    }

    @Test
    public void saysTheSameOfAnothersInstanceAsOfNone() {
        List<Consumer<InstanceId>> questions = List.of(
                acme::get,
                acme::health,
                acme::settings,
                acme::enable,
                acme::disable,
                acme::remove,
                id -> acme.get(id.toString()),
                id -> acme.get(id.toString(), GetOptions.usual().overrides(Map.of("url", "http://x"))),
                id -> acme.configure(id, Map.of("url", "http://x")));
        for (Consumer<InstanceId> question : questions) {
            assertEquals(refusal(question, "echo~none@beta"), refusal(question, "echo~crm@beta"));
        }
        assertEquals(
                acme.why("echo~none@beta").toString().replace("none", "crm"),
                acme.why("echo~crm@beta").toString());
        assertEquals(
                acme.why("echo~none").toString().replace("none", "private"),
                acme.why("echo~private").toString());
        assertEquals(
                assertThrows(ConnectorException.class, () -> acme.route("echo", "none"))
                        .getMessage()
                        .replace("none", "beta"),
                assertThrows(ConnectorException.class, () -> acme.route("echo", "beta"))
                        .getMessage());
        assertThrows(ConnectorException.class, () -> acme.forTenant("beta"));
    }

    @Test
    public void nobodyCallsOnBehalfOfATenantThatCannotBe() {
        for (String tenant : List.of("", "Acme", "acme\nbeta", "a/b")) {
            assertThrows(IllegalArgumentException.class, () -> home.registry().forTenant(tenant));
            assertThrows(IllegalArgumentException.class, () -> home.registry().route("echo", tenant));
        }
    }

    @Test
    public void doesNotEvenAskTheCallersFilterAboutOthers() {
        Set<InstanceId> asked = new HashSet<>();
        InstanceFilter curious = InstanceFilter.all().where(asked::add);
        acme.instances(curious);
        acme.healthAll(curious);
        acme.healthy(curious);
        assertEquals(Set.of(InstanceId.parse("echo~mine@acme"), InstanceId.parse("echo~common")), asked);
        assertEquals(List.of(), acme.instances(InstanceFilter.all().tenant("beta")));
    }

    @Test
    public void callsASharedInstanceUnderTheCallersTenant() {
        ConnectorHandle handle = acme.get("echo~common").with(CallOptions.none());
        Map<String, Object> who = handle.invoke("who", Map.of());
        assertEquals("echo~common", who.get("instance"));
        assertEquals("acme", who.get("tenant"));
        assertEquals("acme", who.get("loggedTenant"));
        assertEquals("echo~common", who.get("loggedInstance"));
        assertEquals(
                "acme",
                handle.with(CallOptions.none().isolated())
                        .invoke("who", Map.of())
                        .get("loggedTenant"));
        assertEquals(
                "default",
                home.registry().get("echo~common").invoke("who", Map.of()).get("tenant"));
    }

    @Test
    public void routesToItsOwnInstanceFirstAndThenToASharedOne() {
        assertEquals("echo~mine@acme", acme.route("echo", "acme").id().toString());
        home.cfg("connector.echo~mine@acme.cfg", "url=http://acme", "health=DOWN");
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        "echo~common", acme.route("echo", "acme").id().toString()));
        assertEquals(
                "acme",
                home.registry().route("echo", "acme").invoke("who", Map.of()).get("tenant"));
    }

    @Test
    public void tellsOfASharedInstanceThatItIsThereAndHowItIsAndNoMore() {
        home.cfg("connector.echo~common.cfg", "url=" + SHARED_URL, "shared=true", "tokn=x");
        home.awaitWhy("echo~common", "'tokn' is not a setting");
        // What others meet there is theirs, too.
        assertThrows(
                ConnectorException.class,
                () -> home.registry()
                        .forTenant("beta")
                        .get("echo~common")
                        .invoke("fail", Map.of("argument", "of beta")));

        InstanceStatus told = acme.instances(InstanceFilter.all()).stream()
                .filter(each -> each.id().name().equals("common"))
                .findFirst()
                .orElseThrow();
        List<String> said = new ArrayList<>(acme.why("echo~common").sentences());
        said.addAll(List.of(
                told.reason(),
                told.source(),
                told.description(),
                told.problems().toString()));
        for (String secret : List.of("tokn", "of beta", ".cfg", "configured")) {
            assertFalse(secret + " in " + said, said.toString().contains(secret));
        }
        assertTrue(said.toString(), said.get(0).startsWith("'echo~common' is ACTIVE"));

        InstanceId shared = InstanceId.parse("echo~common");
        assertThrows(ConnectorException.class, () -> acme.settings(shared));
        assertThrows(ConnectorException.class, () -> acme.disable(shared));
        assertThrows(ConnectorException.class, () -> acme.remove(shared));
        assertEquals(INVALID == told.state(), false);
    }

    @Test
    public void endsAHandleToASharedInstanceWhenItIsSharedNoLonger() {
        ConnectorHandle handle = acme.get("echo~common");
        assertEquals(SHARED_URL, handle.invoke("who", Map.of()).get("url"));
        home.cfg("connector.echo~common.cfg", "url=" + SHARED_URL);
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        ErrorCode.CONNECTOR_NOT_FOUND,
                        assertThrows(ConnectorException.class, () -> handle.invoke("who", Map.of()))
                                .code()));
    }

    @Test
    public void refusesATenantWhatBelongsToTheOperatorInSettingsOfItsOwn() {
        InstanceId id = InstanceId.parse("echo~new");
        ConnectorException refused = assertThrows(
                ConnectorException.class, () -> acme.configure(id, Map.of("url", "http://x", "token", "$[env:PATH]")));
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
        assertTrue(refused.getMessage(), refused.getMessage().contains("which is the operator's"));
        acme.configure(id, Map.of("url", "http://new"));
        assertEquals(
                "http://new",
                home.registry().get("echo~new@acme").invoke("who", Map.of()).get("url"));
    }

    @Test
    public void putsNoSecretOfTheOperatorBesideSettingsOfATenant() {
        InstanceId configured = InstanceId.parse("echo~mine");
        for (Runnable attempt : List.<Runnable>of(
                () -> acme.get("echo~mine", GetOptions.usual().overrides(Map.of("url", "http://elsewhere"))),
                () -> acme.configure(configured, Map.of("url", "http://elsewhere")))) {
            ConnectorException refused = assertThrows(ConnectorException.class, attempt::run);
            assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
            assertTrue(refused.getMessage(), refused.getMessage().contains("configured by the operator"));
        }
        home.registry().configure(InstanceId.parse("echo~own@acme"), Map.of("url", "http://own"));
        assertEquals(
                "http://elsewhere",
                acme.get("echo~own", GetOptions.usual().overrides(Map.of("url", "http://elsewhere")))
                        .invoke("who", Map.of())
                        .get("url"));
    }

    @Test
    public void leavesOffWhatWasSwitchedOffAndIsDefinedElsewhereToo() {
        home.cfg("connector.echo~crm@delta.cfg", "url=http://cfg");
        home.await("echo~crm@delta", READY);
        home.cfg("shared.yaml", "tenants: {delta: {connectors: {echo: {crm: {url: 'http://yaml'}}}}}");
        home.awaitFileTold("shared.yaml", "both define 'echo~crm@delta'");
        home.registry().disable(InstanceId.parse("echo~crm@delta"));

        TenantRemoval removal = home.registry().removeTenant("delta");

        assertEquals(List.of("config/connector.echo~crm@delta.cfg"), removal.erased());
        assertTrue(
                removal.left().toString(), removal.left().toString().contains("shared.yaml defines 'echo~crm@delta'"));
        home.await("echo~crm@delta", DISABLED);
        assertEquals("shared.yaml", home.status("echo~crm@delta").source());
    }

    @Test
    public void listsTenantsAndErasesOne() throws IOException {
        Path theirs = Files.createDirectories(home.path().resolve("secrets/beta"));
        Files.writeString(theirs.resolve("token"), "beta-secret-1");
        verb("beta-secret-2", "secret", "set", "password", "--tenant", "beta");
        home.registry().configure(InstanceId.parse("echo~program@beta"), Map.of("url", "http://program"));
        home.registry().disable(InstanceId.parse("echo~program@beta"));

        TenantStatus beta = home.registry().tenants().stream()
                .filter(each -> each.name().equals("beta"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("secrets/beta/token", "keystore beta/password"), beta.secrets());
        assertEquals(
                2,
                beta.instances().values().stream().mapToInt(Integer::intValue).sum());
        assertThrows(ConnectorException.class, () -> acme.removeTenant("beta"));
        assertThrows(ConnectorException.class, acme::tenants);

        TenantRemoval removal = home.registry().removeTenant("beta");
        assertEquals(removal.left().toString(), true, removal.isComplete());
        assertTrue(removal.erased().toString(), removal.erased().contains("keystore beta/password"));
        assertFalse(Files.exists(theirs));
        assertFalse(Files.exists(home.config().resolve("connector.echo~crm@beta.cfg")));
        home.awaitGone("echo~crm@beta");
        home.awaitGone("echo~program@beta");
        assertFalse(Files.readString(home.path().resolve("data/operator.json")).contains("beta"));
        assertEquals(
                ErrorCode.CONNECTOR_NOT_FOUND,
                assertThrows(ConnectorException.class, () -> home.registry().removeTenant("beta"))
                        .code());
        assertEquals(
                ErrorCode.CONNECTOR_NOT_FOUND,
                assertThrows(ConnectorException.class, () -> home.registry().removeTenant("../config"))
                        .code());
        home.await("echo~mine@acme", READY);
        assertTrue(Files.exists(home.config().resolve("connector.echo~mine@acme.cfg")));

        home.stop();
        home.start();
        assertTrue("nothing comes back", home.find("echo~program@beta").isEmpty());
    }

    @Test
    public void namesWhatItMayNotErase() throws IOException {
        Files.writeString(home.path().resolve(".env"), "TENANTS__GAMMA__CONNECTORS__ECHO__CRM__URL=http://gamma\n");
        home.await("echo~crm@gamma", READY);
        home.cfg("connector.echo~other@gamma.cfg", "url=http://other");
        home.await("echo~other@gamma", READY);

        TenantRemoval removal = home.registry().removeTenant("gamma");
        assertEquals(List.of("config/connector.echo~other@gamma.cfg"), removal.erased());
        assertEquals(1, removal.left().size());
        assertTrue(
                removal.left().toString(),
                removal.left().get(0).startsWith(".env TENANTS__GAMMA__CONNECTORS__ECHO__CRM__URL sets"));
        home.awaitGone("echo~other@gamma");
    }

    @Test
    public void givesManyTenantsTheSameInstanceWithKeysOfTheirOwn() throws IOException {
        for (String tenant : List.of("one", "two", "three")) {
            Path theirs = Files.createDirectories(home.path().resolve("secrets").resolve(tenant));
            Files.writeString(theirs.resolve("crm-token"), "key of " + tenant);
        }
        home.cfg(
                "everybody.yaml",
                "templates:",
                "  crm: {url: 'http://${TENANT}', token: '$[secret:crm-token]'}",
                "tenants:",
                "  one: {connectors: {echo: {crm: {extends: crm}}}}",
                "  two: {connectors: {echo: {crm: {extends: crm}}}}",
                "  three: {connectors: {echo: {crm: {extends: crm}}}}");
        for (String tenant : List.of("one", "two", "three")) {
            home.await("echo~crm@" + tenant, READY);
            Map<String, Object> who =
                    home.registry().forTenant(tenant).get("echo~crm").invoke("who", Map.of());
            assertEquals("http://" + tenant, who.get("url"));
            assertEquals("key of " + tenant, who.get("token"));
        }
        TenantRemoval removal = home.registry().removeTenant("two");
        assertEquals(List.of("secrets/two/crm-token", "secrets/two"), removal.erased());
        assertEquals(List.of("everybody.yaml defines 'echo~crm@two' beside others; take it out there"), removal.left());
        assertEquals(
                "key of one",
                home.registry()
                        .forTenant("one")
                        .get("echo~crm")
                        .invoke("who", Map.of())
                        .get("token"));
    }

    private void verb(String input, String... words) {
        BundleContext context = home.context();
        Verbs verbs = context.getService(context.getServiceReference(Verbs.class));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Console console = Console.builder(out, out)
                .in(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                .build();
        assertEquals(said.toString(StandardCharsets.UTF_8), 0, verbs.run(List.of(words), console));
    }

    private static String refusal(Consumer<InstanceId> question, String id) {
        InstanceId asked = InstanceId.parse(id);
        return assertThrows(ConnectorException.class, () -> question.accept(asked))
                .getMessage()
                .replace(id, "ID");
    }
}
