package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.GetOptions;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** After a connector was called in every way and uninstalled, nothing of it is left. */
public final class CleanUnloadIT {
    private static final int CYCLES = Endurance.times(50, 1_000);
    private static final InstanceId ONE = InstanceId.parse("leaky~one");

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    /** Callers keep their handles, those to private objects, too. */
    private final List<ConnectorHandle> kept = new ArrayList<>();

    /** Of the caller's own. */
    interface Operations {
        Map<String, Object> loader();
    }

    @Test
    public void leavesNoClassAndNoThreadHoweverOftenItIsInstalled() throws Exception {
        Loaders loaders = new Loaders();
        cycle(loaders);
        Set<String> before = threads();
        for (int i = 0; i < CYCLES; i++) {
            cycle(loaders);
        }
        assertEquals(CYCLES + 1, loaders.count());
        loaders.awaitForgotten();
        RunningHome.eventually().untilAsserted(() -> {
            Set<String> added = threads();
            added.removeAll(before);
            assertEquals(Set.of(), added);
        });
    }

    @Test
    public void leavesNoClassOfTheVersionThatAnUpdateReplaced() throws Exception {
        Loaders loaders = new Loaders();
        Bundle bundle = HOME.install(TestBundles.leaky("1.0.0"));
        bundle.start();
        HOME.awaitType("leaky");
        HOME.registry().configure(ONE, Map.of());
        ConnectorHandle handle = HOME.handle("leaky~one");
        assertEquals(2, handle.pullAll(PullRequest.of("numbers")).count());
        loaders.see("leaky 1.0.0", bundle);

        bundle.update(TestBundles.leaky("1.1.0").toUri().toURL().openStream());
        RunningHome.eventually().until(() -> HOME.registry().version("leaky").getMinor() == 1);
        HOME.await("leaky~one", InstanceState.READY);
        assertEquals(2, handle.pullAll(PullRequest.of("numbers")).count());
        loaders.awaitForgotten();

        HOME.registry().remove(ONE);
        bundle.uninstall();
    }

    private void cycle(Loaders loaders) throws Exception {
        Bundle bundle = HOME.install(TestBundles.leaky("1.0.0"));
        bundle.start();
        loaders.see("leaky", bundle);
        HOME.awaitType("leaky");
        HOME.registry().configure(ONE, Map.of());
        try (ConnectorHandle alone = privateHandle()) {
            callInEveryWay(alone);
        }
        ConnectorHandle handle = HOME.handle("leaky~one");
        callInEveryWay(handle);
        callInEveryWay(handle.with(CallOptions.none().isolated()));
        HOME.registry()
                .healthAll(InstanceFilter.all(), HealthOptions.cached().create().fresh());
        bundle.uninstall();
        assertThrows(ConnectorException.class, () -> handle.pull(PullRequest.of("numbers")));
        HOME.registry().remove(ONE);
        kept.add(handle);
    }

    private static ConnectorHandle privateHandle() {
        return HOME.registry().get("leaky~one", GetOptions.usual().overrides(Map.of("description", "private")));
    }

    private static void callInEveryWay(ConnectorHandle handle) {
        PullRequest numbers = PullRequest.of("numbers");
        assertEquals(1, handle.pull(numbers).records().size());
        assertEquals(2, handle.pullAll(numbers).count());
        List<ConnectorRecord> records =
                List.of(ConnectorRecord.builder("numbers").id("1").build());
        assertEquals(1, handle.push(records).accepted());
        handle.receive(Webhook.of(Map.of(), new byte[0]));
        assertEquals(Map.of("own", true), handle.as(Operations.class).loader());
        assertThrows(ConnectorException.class, () -> handle.invoke("fail", Map.of()));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("leaky") || name.startsWith("HttpClient"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
