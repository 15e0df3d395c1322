package dev.patchbay.itests.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** In a framework that is not ours, without a home, FileInstall or Gogo, the registry serves what ConfigAdmin says. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ForeignFrameworkIT {

    @Inject
    BundleContext context;

    @Inject
    ConfigurationAdmin configurations;

    @Inject
    ConnectorRegistry registry;

    private Guests guests;
    private Bundle connector;

    @Configuration
    public Option[] framework() {
        return Foreign.framework();
    }

    @Before
    public void installTheConnector() throws Exception {
        guests = new Guests(context, configurations, registry);
        connector = guests.install("scripted-1.0.0");
        guests.until("the type is there", () -> registry.has("scripted"));
    }

    @After
    public void uninstallTheConnector() throws Exception {
        connector.uninstall();
        guests.until("the type is gone", () -> !registry.has("scripted"));
    }

    @Test
    public void runsWithoutOurLauncher() throws Exception {
        assertNull(context.getProperty("patchbay.home"));
        Bundle contract = FrameworkUtil.getBundle(ConnectorRegistry.class);
        assertEquals("dev.patchbay.api", contract.getSymbolicName());
        assertTrue("the contract is a bundle", contract.getBundleId() != 0);
        assertTrue(List.of(context.getBundles()).stream()
                .noneMatch(each -> "org.apache.felix.fileinstall".equals(each.getSymbolicName())));
        assertNull(
                "an installer of files without its class cannot even be asked for",
                context.getAllServiceReferences("org.apache.felix.fileinstall.ArtifactInstaller", null));
    }

    @Test
    public void makesAnInstanceOfAConfiguration() throws Exception {
        org.osgi.service.cm.Configuration configuration =
                guests.configure("scripted", "configured", Map.of("url", "http://configured", "page.size", 5));
        guests.await("scripted~configured", InstanceState.READY);
        ConnectorHandle handle = registry.get("scripted~configured");
        assertEquals(5, handle.pull(PullRequest.of("numbers")).records().size());
        assertEquals(25, handle.pullAll(PullRequest.of("numbers")).count());

        configuration.update(new Hashtable<>(Map.of("url", "http://changed")));
        guests.until(
                "the change serves",
                () -> handle.invoke("version", Map.of()).get("url").equals("http://changed"));
        configuration.delete();
        guests.awaitGone("scripted~configured");
        assertEquals(List.of(), registry.instances(InstanceFilter.all()));
    }

    @Test
    public void tellsWhatIsWrongWithAConfiguration() throws Exception {
        org.osgi.service.cm.Configuration configuration = guests.configure("scripted", "wrong", Map.of("pagesize", 5));
        String reason = guests.await("scripted~wrong", InstanceState.INVALID).reason();
        assertTrue(reason, reason.contains("'url' is required and missing") || reason.contains("'pagesize'"));
        configuration.delete();
        guests.awaitGone("scripted~wrong");
    }

    @Test
    public void knowsATypeByItsServiceAlone() {
        ConnectorMetadata metadata = registry.metadata("scripted");
        assertEquals(Version.valueOf("1.0.0"), metadata.version());
        assertEquals(Set.of(Capability.PULL, Capability.INVOKE), metadata.capabilities());
        assertEquals("dev.patchbay.itests.connector", metadata.source());
        assertFalse(registry.schema("scripted").attributes().isEmpty());
    }

    @Test
    public void injectsAHandleWhenItsInstanceComes() throws Exception {
        Bundle consumer = guests.install("consumer");
        ServiceTracker<Callable<?>, Callable<?>> tracker =
                new ServiceTracker<>(context, context.createFilter("(consumer=europe)"), null);
        tracker.open();
        assertNull("there is no instance yet", tracker.getService());
        org.osgi.service.cm.Configuration configuration =
                guests.configure("scripted", "europe", Map.of("url", "http://europe"));
        Callable<?> component = tracker.waitForService(TimeUnit.SECONDS.toMillis(60));
        assertNotNull("the component is active", component);
        assertEquals("http://europe", ((Map<?, ?>) component.call()).get("url"));

        configuration.delete();
        guests.until("the component is inactive", () -> tracker.getService() == null);
        tracker.close();
        consumer.uninstall();
        guests.awaitGone("scripted~europe");
    }

    @Test
    public void checksHealthAndSaysWhy() throws Exception {
        org.osgi.service.cm.Configuration configuration =
                guests.configure("scripted", "checked", Map.of("url", "http://checked"));
        guests.await("scripted~checked", InstanceState.READY);
        Health health = registry.health(InstanceId.parse("scripted~checked"));
        assertEquals(health.toString(), Health.Status.UP, health.status());
        List<String> why = registry.why("scripted~checked").sentences();
        assertTrue(why.toString(), why.get(0).contains("scripted~checked"));
        assertTrue(registry.why("scripted").isKnown());
        assertFalse(registry.why("scripted~unheard-of").isKnown());
        configuration.delete();
        guests.awaitGone("scripted~checked");
    }

    @Test
    public void letsACallEndBeforeItsBundleIsUninstalled() throws Exception {
        Path gate = Path.of("target", "gate-" + System.nanoTime());
        org.osgi.service.cm.Configuration configuration = guests.configure(
                "scripted",
                "busy",
                Map.of(
                        "url",
                        "http://busy",
                        "pull",
                        "wait",
                        "gate",
                        gate.toAbsolutePath().toString()));
        guests.await("scripted~busy", InstanceState.READY);
        ConnectorHandle handle = registry.get("scripted~busy");
        FutureTask<Page> call = Guests.inBackground(() -> handle.pull(PullRequest.of("numbers")));
        guests.until("the call is under way", () -> Guests.isAnyoneIn("ScriptedConnector", "pull"));
        FutureTask<Bundle> uninstalling = Guests.inBackground(() -> {
            connector.uninstall();
            return connector;
        });
        guests.await("scripted~busy", InstanceState.WAITING);
        assertFalse("the call goes on", call.isDone());

        Files.createFile(gate);
        assertEquals(10, call.get(60, TimeUnit.SECONDS).records().size());
        assertEquals(Bundle.UNINSTALLED, uninstalling.get(60, TimeUnit.SECONDS).getState());
        ConnectorException gone = assertThrows(ConnectorException.class, () -> handle.pull(PullRequest.of("numbers")));
        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, gone.code());
        Files.delete(gate);
        connector = guests.install("scripted-1.0.0");
        configuration.delete();
        guests.awaitGone("scripted~busy");
    }

    @Test
    public void upgradesWhenANewerBundleComesBesideTheOldOneAndGoesBackWhenItLeaves() throws Exception {
        org.osgi.service.cm.Configuration configuration =
                guests.configure("scripted", "upgraded", Map.of("url", "http://upgraded"));
        guests.await("scripted~upgraded", InstanceState.READY);
        ConnectorHandle handle = registry.get("scripted~upgraded");
        assertEquals("1.0.0", handle.invoke("version", Map.of()).get("version"));
        Bundle newer = guests.install("scripted-1.1.0");
        guests.until(
                "the newer serves",
                () -> handle.invoke("version", Map.of()).get("version").equals("1.1.0"));
        assertEquals(2, registry.versions("scripted").size());

        newer.uninstall();
        assertEquals("1.0.0", handle.invoke("version", Map.of()).get("version"));
        configuration.delete();
        guests.awaitGone("scripted~upgraded");
    }
}
