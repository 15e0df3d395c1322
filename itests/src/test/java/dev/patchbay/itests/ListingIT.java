package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.Capability;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.weaving.WeavingHook;

/** Everything that is told of types and instances is known from manifests, Metatype and files: no connector is touched. */
public final class ListingIT {

    @Rule
    public final RunningHome home = RunningHome.empty();

    @Test
    public void loadsNoClassOfAConnectorUntilTheFirstCall() throws InvalidSyntaxException {
        Queue<String> loaded = new ConcurrentLinkedQueue<>();
        home.context()
                .registerService(
                        WeavingHook.class,
                        woven -> {
                            if (woven.getClassName().startsWith("dev.patchbay.itests.connector.")) {
                                loaded.add(woven.getClassName());
                            }
                        },
                        null);
        home.deploy(TestBundles.scripted("1.0.0"));
        home.cfg("connector.scripted~listed.cfg", "url=http://listed");
        home.cfg("connector.scripted~bad.cfg", "page.size=0");
        home.awaitType("scripted");
        home.await("scripted~listed", READY);

        assertEquals(List.of("scripted"), home.registry().types());
        ConnectorMetadata metadata = home.registry().metadata("scripted");
        assertEquals(Set.of(Capability.PULL, Capability.INVOKE), metadata.capabilities());
        assertEquals(List.of("numbers"), metadata.recordTypes());
        assertEquals(
                "Records of a page",
                home.registry()
                        .schema("scripted")
                        .attribute("page.size")
                        .orElseThrow()
                        .description());
        assertEquals(2, home.registry().instances(InstanceFilter.all()).size());
        assertFalse(
                home.registry().settings(InstanceId.parse("scripted~listed")).isEmpty());
        assertTrue(home.registry().get("scripted~listed").supports(Capability.PULL));
        assertTrue(home.registry().why("scripted").isKnown());
        Health unasked = home.registry()
                .healthAll(InstanceFilter.all(), HealthOptions.cached())
                .get(InstanceId.parse("scripted~listed"));
        assertEquals(Health.Status.UNKNOWN, unasked.status());

        assertEquals(List.of(), List.copyOf(loaded));
        assertNull("nobody has got the factory", factory().getUsingBundles());
        assertEquals("http://listed", home.servedUrl("scripted~listed"));
        assertTrue("the hook sees what is loaded", loaded.contains("dev.patchbay.itests.connector.ScriptedConnector"));
        assertNotNull("the factory is held while its object lives", factory().getUsingBundles());
    }

    private ServiceReference<?> factory() throws InvalidSyntaxException {
        return home.context().getAllServiceReferences("dev.patchbay.spi.ConnectorFactory", null)[0];
    }
}
