package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.INCOMPATIBLE;
import static dev.patchbay.model.DeploymentState.SERVING;
import static dev.patchbay.model.DeploymentState.STARTING;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** Connectors whose own code fails or hangs while it is started: told with the place, and nobody else waits for them. */
public final class StartFaultsIT {
    private static final String NOT_RETURNED = "its activator has not returned yet (thread patchbay-start-";

    private static final RunningHome HOME = RunningHome.withScripted();
    private static final DroppedJars JARS = new DroppedJars(HOME);

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void tellsWhatAnActivatorThrows() {
        HOME.deploy(activated("throwing", "1.0.0", "ThrowingActivator"), "throwing.jar");
        JARS.awaitTold(
                "throwing.jar", INCOMPATIBLE, "it cannot be started", "no licence in /etc/licence", "tell its author");
        HOME.awaitWhy("throwing", "no licence in /etc/licence");
        assertFalse(HOME.registry().has("throwing"));
        HOME.deploy(TestBundles.scripted("throwing", "1.0.1"), "throwing.jar");
        JARS.awaitWell("throwing.jar", SERVING);
        assertEquals(1, JARS.bundles(".throwing").size());
    }

    @Test
    public void tellsThatTheClassOfAnActivatorCannotBeInitialised() {
        HOME.deploy(activated("unloadable", "1.0.0", "UninitialisedActivator"), "unloadable.jar");
        JARS.awaitTold("unloadable.jar", INCOMPATIBLE, "it cannot be started", "IndexOutOfBoundsException");
        HOME.awaitWhy("unloadable", "it cannot be started");
    }

    @Test
    public void triesAnActivatorThatPublishesAndFailsNotOverAndOver() {
        HOME.deploy(activated("fickle", "1.0.0", "FickleActivator"), "fickle.jar");
        JARS.awaitTold("fickle.jar", INCOMPATIBLE, "it cannot be started", "changed its mind");
        int tries = HOME.log().with("connector type fickle 1.0.0", "is leaving").size();
        HOME.deploy(TestBundles.scripted("after-fickle", "1.0.0"));
        HOME.awaitType("after-fickle");
        assertTrue(tries + " tries", tries <= 3);
        assertEquals(
                tries,
                HOME.log().with("connector type fickle 1.0.0", "is leaving").size());
    }

    @Test
    public void saysWhereAnActivatorHangsAndInterruptsItWhenItsJarIsDeleted() {
        Path jar = HOME.deploy(activated("hanging", "1.0.0", "BlockedActivator"), "hanging.jar");
        String[] place = {NOT_RETURNED, "BlockedActivator.start", "tell its author, or delete the JAR"};
        JARS.awaitTold("hanging.jar", STARTING, place);
        HOME.awaitWhy("hanging", place);
        HOME.cfg("connector.hanging.cfg", "url=http://hanging");
        HOME.awaitWhy("hanging~default", place);

        HOME.deploy(TestBundles.scripted("unhindered", "1.0.0"));
        JARS.awaitWell("unhindered-1.0.0.jar", SERVING);

        HOME.delete(jar);
        JARS.awaitGone("hanging.jar");
        RunningHome.eventually().untilAsserted(() -> assertEquals(Set.of(), JARS.bundles(".hanging")));
        RunningHome.eventually().until(() -> HOME.threadsIn("BlockedActivator.start") == 0);
    }

    @Test
    public void servesOnWithTheOlderOfTwoWhileTheActivatorOfTheNewerHangs() throws IOException {
        Path gate = HOME.aside("gate-of-newer");
        HOME.deploy(TestBundles.scripted("patient", "1.0.0"), "patient.jar");
        new Callers(HOME, "patient").during(callers -> {
            HOME.deploy(
                    TestBundles.activated("patient", "1.1.0", "StubbornActivator", Map.of("Gate", gate.toString())),
                    "newer.jar");
            JARS.awaitTold("newer.jar", STARTING, NOT_RETURNED, "StubbornActivator.start");
            assertEquals("1.0.0", HOME.servingVersion("patient~witness"));
            JARS.awaitWell("patient.jar", SERVING);
            open(gate);
            JARS.awaitServing("patient~witness", "1.1.0");
            JARS.awaitWell("newer.jar", SERVING);
            callers.awaitCalls(100);
        });
    }

    @Test
    public void startsOthersBesideAnyNumberOfActivatorsThatHang() {
        Path gate = HOME.aside("gate-of-many");
        List<Path> jars = IntStream.range(0, 20)
                .mapToObj(each -> HOME.deploy(TestBundles.activated(
                        "stuck" + each, "1.0.0", "StubbornActivator", Map.of("Gate", gate.toString()))))
                .toList();
        RunningHome.eventually().until(() -> HOME.threadsIn("StubbornActivator.start") >= 20);
        jars.subList(0, 18).forEach(HOME::delete);
        Path last = HOME.deploy(TestBundles.scripted("last", "1.0.0"));
        JARS.awaitWell("last-1.0.0.jar", SERVING);
        HOME.delete(last);
        JARS.awaitGone("last-1.0.0.jar");
        RunningHome.eventually().untilAsserted(() -> assertEquals(Set.of(), JARS.bundles(".last")));

        open(gate);
        JARS.awaitWell("stuck19-1.0.0.jar", SERVING);
        RunningHome.eventually().untilAsserted(() -> assertEquals(Set.of(), JARS.bundles(".stuck0")));
    }

    @Test
    public void tellsThatAFactoryCannotBeInitialised() {
        HOME.deploy(TestBundles.faulty("UninitialisedFactory"), "uninitialised.jar");
        JARS.await("uninitialised.jar", SERVING);
        HOME.cfg("connector.uninitialised-factory.cfg", "# it needs no settings");
        HOME.await("uninitialised-factory", READY);
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> RunningHome.pull(HOME.handle("uninitialised-factory")));
        assertTrue(failure.getMessage(), failure.getMessage().contains("could not be activated"));
        HOME.delete(HOME.deployed("uninitialised.jar"));
        JARS.awaitGone("uninitialised.jar");
    }

    @Test
    public void endsACallThatHangsInTheConstructorOfAFactoryAndLetsItsJarGo() {
        HOME.deploy(TestBundles.faulty("BlockedFactory"), "blocked-factory.jar");
        JARS.await("blocked-factory.jar", SERVING);
        HOME.cfg("connector.blocked-factory.cfg", "timeout=200ms");
        HOME.await("blocked-factory", READY);
        ConnectorException late =
                assertThrows(ConnectorException.class, () -> RunningHome.pull(HOME.handle("blocked-factory")));
        assertEquals(late.getMessage(), ErrorCode.TIMED_OUT, late.code());
        HOME.delete(HOME.deployed("blocked-factory.jar"));
        JARS.awaitGone("blocked-factory.jar");
        RunningHome.eventually().untilAsserted(() -> assertEquals(Set.of(), JARS.bundles("BlockedFactory")));
        assertEquals(0, HOME.threadsIn("BlockedFactory.<init>"));
    }

    private static Path activated(String type, String version, String activator) {
        return TestBundles.activated(type, version, activator, Map.of("Type", type));
    }

    private static void open(Path gate) {
        try {
            Files.createFile(gate);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
