package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.INCOMPATIBLE;
import static dev.patchbay.model.InstanceState.READY;
import static dev.patchbay.model.InstanceState.WAITING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.osgi.framework.Version;

/** Connector JARs come, go, stand side by side and do not fit, while the instances of others serve. */
public final class ConnectorJarIT {
    private static final RunningHome HOME = RunningHome.withScripted();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void keepsHandlesGoodWhileAJarIsRemovedAndPutBack() {
        Path jar = HOME.deploy(TestBundles.scripted("leaving", "1.0.0"));
        HOME.cfg("connector.leaving~eu.cfg", "url=http://leaving");
        HOME.await("leaving~eu", READY);
        ConnectorHandle handle = HOME.handle("leaving~eu");
        assertEquals(10, RunningHome.pull(handle));
        assertTrue(handle.supports(Capability.PULL));

        HOME.delete(jar);
        HOME.awaitTold("leaving~eu", WAITING, "no connector of type 'leaving' is installed", "deploy/");
        assertFalse(handle.supports(Capability.PULL));
        assertFalse(HOME.registry().has("leaving"));
        ConnectorException away = assertThrows(ConnectorException.class, () -> RunningHome.pull(handle));
        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, away.code());
        assertTrue(away.getMessage(), away.getMessage().contains("no connector of type 'leaving' is installed"));

        HOME.deploy(TestBundles.scripted("leaving", "1.0.0"));
        HOME.await("leaving~eu", READY);
        assertEquals(10, RunningHome.pull(handle));
        assertTrue(handle.supports(Capability.PULL));
    }

    @Test
    public void tellsWhyAJarCannotResolveAndServesWhenItCan() {
        String range = "dev.patchbay.spi;version='[9.0,10)'";
        HOME.deploy(TestBundles.scriptedImporting("future", "1.0.0", range), "future.jar");
        HOME.cfg("connector.future.cfg", "url=http://future");
        HOME.awaitTold(
                "future", INCOMPATIBLE, "built for dev.patchbay.spi [9.0.0,10.0.0)", "this runtime offers 1.0.0");
        assertFalse(HOME.registry().compatibility("future").isCompatible());
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> RunningHome.pull(HOME.handle("future")));
        assertEquals(ErrorCode.INCOMPATIBLE_VERSION, refused.code());
        HOME.awaitWhy("future.jar", "built for dev.patchbay.spi");

        HOME.deploy(TestBundles.scripted("future", "1.0.1"), "future.jar");
        HOME.await("future", READY);
        assertEquals("1.0.1", HOME.servingVersion("future"));
    }

    @Test
    public void tellsWhichLibraryAJarNeeds() {
        String library = "org.example.absent;version='[3,4)'";
        HOME.deploy(TestBundles.scriptedImporting("needy", "1.0.0", library));
        HOME.cfg("connector.needy.cfg", "url=http://needy");
        HOME.awaitTold("needy", INCOMPATIBLE, "needs package org.example.absent", "nothing here exports it");
    }

    @Test
    public void servesWithTheNewestVersionAndPinnedInstancesWithTheirs() {
        Path old = HOME.deploy(TestBundles.scripted("twice", "1.2.0"));
        HOME.cfg("connector.twice.cfg", "url=http://newest");
        HOME.cfg("connector.twice~pinned.cfg", "url=http://pinned", "version=[1.2,2)");
        HOME.await("twice", READY);
        HOME.await("twice~pinned", READY);
        assertEquals("1.2.0", HOME.servingVersion("twice"));

        Path newer = HOME.deploy(TestBundles.scripted("twice", "2.0.0"));
        awaitVersion("twice", "2.0.0");
        assertEquals("1.2.0", HOME.servingVersion("twice~pinned"));
        assertEquals(new Version(2, 0, 0), HOME.registry().version("twice"));
        assertEquals(2, HOME.registry().versions("twice").size());

        HOME.delete(old);
        HOME.awaitTold("twice~pinned", INCOMPATIBLE, "'version' is [1.2", "installed is only 2.0.0");
        assertEquals("2.0.0", HOME.servingVersion("twice"));

        HOME.deploy(TestBundles.scripted("twice", "1.2.0"));
        awaitVersion("twice~pinned", "1.2.0");
        HOME.delete(newer);
        awaitVersion("twice", "1.2.0");
    }

    @Test
    public void takesANewerJarOfTheSameName() {
        HOME.deploy(TestBundles.scripted("updated", "1.0.0"), "updated.jar");
        HOME.cfg("connector.updated.cfg", "url=http://updated");
        HOME.await("updated", READY);
        ConnectorHandle handle = HOME.handle("updated");
        assertEquals("1.0.0", handle.invoke("version", Map.of()).get("version"));

        HOME.deploy(TestBundles.scripted("updated", "1.1.0"), "updated.jar");
        awaitVersion("updated", "1.1.0");
        assertEquals("1.1.0", handle.invoke("version", Map.of()).get("version"));
    }

    private static void awaitVersion(String id, String version) {
        RunningHome.eventually().ignoreExceptions().untilAsserted(() -> assertEquals(version, HOME.servingVersion(id)));
    }
}
