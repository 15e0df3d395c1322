package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.ACTIVE;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** A connector that misbehaves is told of, harms no other instance, and serves again once it behaves. */
public final class ConnectorFaultsIT {
    /** Who asks until an instance serves again meets no circuit breaker: that outlives the settings. */
    private static final String ASKED_AGAIN = "breaker.failure.threshold=1000";

    private static final RunningHome HOME = RunningHome.withScripted();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void tellsWhatAFactoryThrows() {
        assertHeals("create", "throw", "failed unexpectedly in create", "IllegalStateException: thrown on purpose");
    }

    @Test
    public void tellsAnErrorOfAFactory() {
        assertHeals("create", "error", "failed unexpectedly in create", "NoClassDefFoundError: org/example/Missing");
    }

    @Test
    public void tellsThatAFactoryReturnedNull() {
        assertHeals("create", "null", "the connector returned null from create", "report it to the author");
    }

    @Test
    public void endsACallThatHangsInTheFactory() {
        assertTimesOutAndHeals("create");
    }

    @Test
    public void tellsWhatACallThrows() {
        assertHeals("pull", "throw", "failed unexpectedly in pull", "IllegalStateException: thrown on purpose");
    }

    @Test
    public void tellsAnErrorOfACall() {
        assertHeals("pull", "error", "failed unexpectedly in pull", "NoClassDefFoundError: org/example/Missing");
    }

    @Test
    public void tellsThatACallReturnedNull() {
        assertHeals("pull", "null", "the connector returned null from pull", "report it to the author");
    }

    @Test
    public void endsACallThatHangs() {
        assertTimesOutAndHeals("pull");
    }

    @Test
    public void refusesSettingsThatTheFactoryRefuses() {
        HOME.cfg("connector.scripted~refused.cfg", "url=refuse:this");
        HOME.await("scripted~refused", READY);
        ConnectorException refused = fails("scripted~refused");
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
        HOME.awaitTold("scripted~refused", READY, "'url' cannot be refused; write another one");

        HOME.cfg("connector.scripted~refused.cfg", "url=http://taken");
        RunningHome.eventually()
                .ignoreExceptions()
                .untilAsserted(() -> assertEquals("http://taken", HOME.servedUrl("scripted~refused")));
    }

    @Test
    public void reportsAHealthCheckThatFailsAsDown() {
        assertDown("throw", "thrown on purpose");
        assertDown("error", "NoClassDefFoundError");
        assertDown("null", "returned null from health");
    }

    @Test
    public void waitsForNoHungHealthCheckButItsOwn() {
        HOME.cfg("connector.scripted~hung.cfg", "url=http://hung", "health=hang", "timeout=500ms");
        HOME.cfg("connector.scripted~well.cfg", "url=http://well");
        HOME.await("scripted~hung", READY);
        HOME.await("scripted~well", READY);
        Map<InstanceId, Health> found = HOME.registry()
                .healthAll(
                        InstanceFilter.all()
                                .where(id ->
                                        id.name().equals("hung") || id.name().equals("well")),
                        HealthOptions.cached().create());
        assertEquals(
                Health.Status.UP, found.get(InstanceId.parse("scripted~well")).status());
        Health hung = found.get(InstanceId.parse("scripted~hung"));
        assertEquals(Health.Status.DOWN, hung.status());
        assertTrue(hung.message(), hung.message().contains("timeout=500ms"));
        assertEquals("calls go on", 10, RunningHome.pull(HOME.handle("scripted~hung")));
    }

    @Test
    public void letsAStubbornHealthCheckHoldOneThreadAndNobody() throws IOException {
        Path gate = HOME.aside("gate-of-health");
        HOME.cfg("connector.scripted~sick.cfg", "url=http://sick", "health=stubborn", "gate=" + gate, "timeout=100ms");
        HOME.await("scripted~sick", READY);
        InstanceFilter sick = InstanceFilter.all().where(id -> id.name().equals("sick"));
        for (int i = 0; i < 3; i++) {
            Health found = HOME.registry()
                    .healthAll(sick, HealthOptions.cached().create().fresh())
                    .get(InstanceId.parse("scripted~sick"));
            assertEquals(Health.Status.DOWN, found.status());
            assertTrue(found.message(), found.message().contains("ignores its interruption"));
        }
        assertEquals(1, HOME.threadsIn("ScriptedConnector.health"));
        HOME.awaitWhy("scripted~sick", "a call of health has ignored its interruption", "patchbay-health-");

        Files.createFile(gate);
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        Health.Status.UP,
                        HOME.registry()
                                .healthAll(sick, HealthOptions.cached().create().fresh())
                                .get(InstanceId.parse("scripted~sick"))
                                .status()));
    }

    @Test
    public void returnsFromAnIsolatedCallThatIgnoresItsInterruptionAndNamesIt() throws IOException {
        Path gate = HOME.aside("gate-of-isolated");
        HOME.cfg(
                "connector.scripted~stubborn.cfg",
                "url=http://stubborn",
                "pull=stubborn",
                "gate=" + gate,
                "timeout=100ms",
                "isolated=true");
        HOME.await("scripted~stubborn", READY);
        ConnectorException late = fails("scripted~stubborn");
        assertEquals(ErrorCode.TIMED_OUT, late.code());
        assertTrue(late.getMessage(), late.getMessage().contains("ignores its interruption"));
        HOME.awaitWhy("scripted~stubborn", "a call of pull has ignored its interruption", "patchbay-isolated-");

        Files.createFile(gate);
        assertEquals(10, RunningHome.pull(HOME.handle("scripted~stubborn")));
        RunningHome.eventually()
                .until(() -> HOME.registry().why("scripted~stubborn").sentences().stream()
                        .noneMatch(each -> each.contains("ignored")));
    }

    @Test
    public void isolatesACallWhoseCallerAsksForIt() throws IOException {
        Path gate = HOME.aside("gate-of-option");
        HOME.cfg("connector.scripted~option.cfg", "url=http://option", "pull=stubborn", "gate=" + gate);
        HOME.await("scripted~option", READY);
        ConnectorHandle handle = HOME.handle("scripted~option")
                .with(CallOptions.none().isolated().timeout(Duration.ofMillis(100)));
        ConnectorException late = assertThrows(ConnectorException.class, () -> RunningHome.pull(handle));
        assertEquals(ErrorCode.TIMED_OUT, late.code());
        Files.createFile(gate);
    }

    @Test
    public void servesWithNewSettingsWhileTheObjectOfBeforeFailsToClose() {
        for (String fault : new String[] {"throw", "error"}) {
            String id = "scripted~close-" + fault;
            HOME.cfg("connector." + id + ".cfg", "url=http://before", "close=" + fault);
            HOME.await(id, READY);
            assertEquals("http://before", HOME.servedUrl(id));
            HOME.cfg("connector." + id + ".cfg", "url=http://after");
            RunningHome.eventually().untilAsserted(() -> assertEquals("http://after", HOME.servedUrl(id)));
            RunningHome.eventually()
                    .until(() -> !HOME.log()
                            .with("'" + id + "'", "failed unexpectedly in close")
                            .isEmpty());
        }
    }

    @Test
    public void servesWithNewSettingsWhileTheObjectOfBeforeHangsInClose() throws IOException {
        Path gate = HOME.aside("gate-of-close");
        HOME.cfg("connector.scripted~closing.cfg", "url=http://before", "close=stubborn", "gate=" + gate);
        HOME.await("scripted~closing", READY);
        assertEquals("http://before", HOME.servedUrl("scripted~closing"));
        HOME.cfg("connector.scripted~closing.cfg", "url=http://after");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://after", HOME.servedUrl("scripted~closing")));
        RunningHome.eventually().until(() -> HOME.threadsIn("ScriptedConnector.close") == 1);
        Files.createFile(gate);
        RunningHome.eventually().until(() -> HOME.threadsIn("ScriptedConnector.close") == 0);
    }

    @Test
    public void interruptsACallOnlyWhileItRuns() {
        HOME.cfg("connector.scripted~late.cfg", "url=http://late", "pull=hang", "timeout=50ms");
        HOME.await("scripted~late", READY);
        ConnectorHandle handle = HOME.handle("scripted~late");
        CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 5; i++) {
                        assertEquals(ErrorCode.TIMED_OUT, fails("scripted~late").code());
                        assertTrue(
                                "the interrupt stayed behind",
                                !Thread.currentThread().isInterrupted());
                    }
                })
                .join();
        assertEquals(ACTIVE, HOME.status("scripted~late").state());
        assertEquals("scripted~late", handle.id().toString());
    }

    /** A step fails in this way, everybody is told, and a changed file makes it good. */
    private static void assertHeals(String step, String fault, String... words) {
        String id = "scripted~" + step + "-" + fault;
        HOME.cfg("connector." + id + ".cfg", "url=http://there", step + "=" + fault, ASKED_AGAIN);
        HOME.await(id, READY);
        ConnectorHandle handle = HOME.handle(id);
        ConnectorException failure = fails(id);
        assertEquals(ErrorCode.CONNECTOR_FAULT, failure.code());
        assertTrue(failure.getMessage(), failure.getMessage().contains(words[0]));
        HOME.awaitTold(id, step.equals("create") ? READY : ACTIVE, words);

        HOME.cfg("connector." + id + ".cfg", "url=http://there", ASKED_AGAIN);
        RunningHome.eventually().ignoreExceptions().untilAsserted(() -> assertEquals(10, RunningHome.pull(handle)));
        assertTrue(HOME.status(id).reason(), HOME.status(id).reason().startsWith("serves calls"));
    }

    private static void assertTimesOutAndHeals(String step) {
        String id = "scripted~" + step + "-hang";
        HOME.cfg("connector." + id + ".cfg", "url=http://there", step + "=hang", "timeout=200ms", ASKED_AGAIN);
        HOME.await(id, READY);
        ConnectorHandle handle = HOME.handle(id);
        assertEquals(ErrorCode.TIMED_OUT, fails(id).code());
        HOME.awaitTold(id, step.equals("create") ? READY : ACTIVE, "had not ended after timeout=200ms");

        HOME.cfg("connector." + id + ".cfg", "url=http://there", ASKED_AGAIN);
        RunningHome.eventually().ignoreExceptions().untilAsserted(() -> assertEquals(10, RunningHome.pull(handle)));
    }

    private static void assertDown(String fault, String words) {
        String id = "scripted~health-" + fault;
        HOME.cfg("connector." + id + ".cfg", "url=http://there", "health=" + fault);
        HOME.await(id, READY);
        Health found = HOME.registry().health(InstanceId.parse(id));
        assertEquals(Health.Status.DOWN, found.status());
        assertTrue(found.message(), found.message().contains(words));
        assertEquals("calls go on", 10, RunningHome.pull(HOME.handle(id)));
        HOME.awaitWhy(id, "its latest check found DOWN", words);
        assertEquals(
                "calls have shown more",
                Health.Status.UP,
                HOME.status(id).health().status());
        RunningHome.eventually()
                .until(() -> !HOME.log().with("'" + id + "'", words).isEmpty());
    }

    private static ConnectorException fails(String id) {
        return assertThrows(ConnectorException.class, () -> RunningHome.pull(HOME.handle(id)));
    }
}
