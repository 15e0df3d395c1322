package dev.patchbay.itests.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Compatibility;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.model.InstanceState;
import dev.patchbay.spi.ConnectorFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** What frameworks, Declarative Services and bnd do silently, and what we make of it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FrameworkTrapsIT {

    @Inject
    BundleContext context;

    @Inject
    ConfigurationAdmin configurations;

    @Inject
    ConnectorRegistry registry;

    private Guests guests;

    @Configuration
    public Option[] framework() {
        return Foreign.framework();
    }

    @Before
    public void beginWithNothing() {
        guests = new Guests(context, configurations, registry);
        assertEquals(List.of(), registry.types());
    }

    @After
    public void endWithNothing() throws Exception {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().contains("/test-bundles/")) {
                bundle.uninstall();
            }
        }
        guests.until("all types are gone", () -> registry.types().isEmpty());
    }

    /** Trap 9: the framework tells nobody why a bundle stays INSTALLED. */
    @Test
    public void explainsABundleThatDoesNotResolve() throws Exception {
        Bundle bundle = guests.install("unresolved-1.0.0");
        assertEquals(Bundle.INSTALLED, bundle.getState());
        org.osgi.service.cm.Configuration configuration =
                guests.configure("unresolved", "one", Map.of("url", "http://one"));
        String reason =
                guests.await("unresolved~one", InstanceState.INCOMPATIBLE).reason();
        assertContains(
                reason,
                "built for dev.patchbay.spi [1.5.0,2.0.0)",
                "this runtime offers 1.0.0",
                "Patchbay 1.5 or a later 1.x");
        Compatibility compatibility = registry.compatibility("unresolved");
        assertFalse(compatibility.isCompatible());
        assertContains(compatibility.reasons().get(0), "built for dev.patchbay.spi");
        configuration.delete();
        guests.awaitGone("unresolved~one");
    }

    /** Trap 10: beside a second contract a connector becomes ACTIVE, and its service is invisible to the registry. */
    @Test
    public void explainsAConnectorThatIsWiredToAnotherContract() throws Exception {
        guests.install("contract-2.0.0");
        Bundle bundle = guests.install("hidden-1.0.0");
        assertEquals(Bundle.ACTIVE, bundle.getState());
        assertEquals(
                0, context.getServiceReferences(ConnectorFactory.class, null).size());
        assertFalse(registry.has("hidden"));
        org.osgi.service.cm.Configuration configuration =
                guests.configure("hidden", "one", Map.of("url", "http://one"));
        String reason = guests.await("hidden~one", InstanceState.INCOMPATIBLE).reason();
        assertContains(reason, "wired to another copy of dev.patchbay.spi", "remove the bundle");
        configuration.delete();
        guests.awaitGone("hidden~one");
    }

    /** Trap 16: an update recreates the service. */
    @Test
    public void servesOnAfterABundleWasUpdatedInPlace() throws Exception {
        Bundle bundle = guests.install("scripted-1.0.0");
        org.osgi.service.cm.Configuration configuration =
                guests.configure("scripted", "updated", Map.of("url", "http://updated"));
        guests.await("scripted~updated", InstanceState.READY);
        ConnectorHandle handle = registry.get("scripted~updated");
        assertEquals("1.0.0", handle.invoke("version", Map.of()).get("version"));

        bundle.update(URI.create(Guests.location("scripted-1.1.0")).toURL().openStream());
        guests.until(
                "the new version is there",
                () -> registry.has("scripted") && registry.version("scripted").getMinor() == 1);
        guests.await("scripted~updated", InstanceState.READY);
        assertEquals("1.1.0", handle.invoke("version", Map.of()).get("version"));
        assertEquals(1, registry.versions("scripted").size());
        configuration.delete();
        guests.awaitGone("scripted~updated");
    }

    /** Trap 17: a known location gives the old bundle; the same name and version elsewhere gives a second one. */
    @Test
    public void servesWithOneOfTwoBundlesOfTheSameNameAndVersion() throws Exception {
        Bundle first = guests.install("scripted-1.0.0");
        assertSame(first, guests.install("scripted-1.0.0"));
        Bundle second = context.installBundle(
                "elsewhere",
                URI.create(Guests.location("scripted-1.0.0")).toURL().openStream());
        second.start();
        org.osgi.service.cm.Configuration configuration =
                guests.configure("scripted", "doubled", Map.of("url", "http://doubled"));
        guests.await("scripted~doubled", InstanceState.READY);
        ConnectorHandle handle = registry.get("scripted~doubled");
        assertEquals("1.0.0", handle.invoke("version", Map.of()).get("version"));

        first.uninstall();
        guests.until(
                "the other one serves",
                () -> guests.find("scripted~doubled")
                        .filter(each -> each.state() == InstanceState.READY)
                        .isPresent());
        assertEquals("1.0.0", handle.invoke("version", Map.of()).get("version"));
        second.uninstall();
        guests.await("scripted~doubled", InstanceState.WAITING);
        configuration.delete();
        guests.awaitGone("scripted~doubled");
    }

    /** Trap 20: bnd leaves empty arrays out of the properties. */
    @Test
    public void takesAnAbsentListForAnEmptyOne() throws Exception {
        guests.install("scripted-1.0.0");
        assertNull(factory().getProperty("connector.authMethods"));
        assertEquals(List.of(), registry.metadata("scripted").authMethods());
        assertFalse(registry.metadata("scripted").incremental());
    }

    /** Trap 21: Declarative Services deactivate a delayed component when nobody uses it. */
    @Test
    public void holdsTheFactoryAsLongAsOneObjectLives() throws Exception {
        guests.install("scripted-1.0.0");
        org.osgi.service.cm.Configuration one = guests.configure("scripted", "one", Map.of("url", "http://one"));
        org.osgi.service.cm.Configuration two = guests.configure("scripted", "two", Map.of("url", "http://two"));
        guests.await("scripted~one", InstanceState.READY);
        guests.await("scripted~two", InstanceState.READY);
        assertNull("nobody has called yet", factory().getUsingBundles());
        registry.get("scripted~one").invoke("version", Map.of());
        registry.get("scripted~two").invoke("version", Map.of());
        assertNotNull(factory().getUsingBundles());

        one.delete();
        guests.awaitGone("scripted~one");
        assertNotNull("the second object lives", factory().getUsingBundles());
        assertEquals(
                "http://two",
                registry.get("scripted~two").invoke("version", Map.of()).get("url"));
        two.delete();
        guests.awaitGone("scripted~two");
        guests.until("the factory is released", () -> factory().getUsingBundles() == null);
    }

    private ServiceReference<?> factory() throws Exception {
        return context.getAllServiceReferences(ConnectorFactory.class.getName(), null)[0];
    }

    private static void assertContains(String text, String... words) {
        for (String each : words) {
            assertTrue(text, text.contains(each));
        }
    }
}
