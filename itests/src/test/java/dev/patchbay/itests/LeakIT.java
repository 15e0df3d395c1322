package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.model.InstanceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** A connector that does not end what it has started is named, with what holds it. */
public final class LeakIT {

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private static final List<String> FORGOTTEN = List.of("nothing", "thread", "timer", "pool", "bean", "client");

    /** Each in a version of its own, all side by side, and gone together. */
    @BeforeClass
    public static void installCallAndUninstallThem() {
        List<Path> jars = new ArrayList<>();
        for (String each : FORGOTTEN) {
            jars.add(HOME.deploy(TestBundles.leaky(version(each))));
            HOME.cfg(
                    "connector.leaky~" + each + ".cfg",
                    "forget=" + each,
                    "version=[" + version(each) + "," + version(each) + "]");
        }
        for (String each : FORGOTTEN) {
            HOME.await("leaky~" + each, InstanceState.READY);
            HOME.handle("leaky~" + each).operations();
        }
        jars.forEach(HOME::delete);
        for (String each : FORGOTTEN) {
            HOME.await("leaky~" + each, InstanceState.WAITING);
        }
        HOME.awaitWhy("leaky", "has gone, but");
    }

    @Test
    public void namesAThreadAndTheLineItIsIn() {
        assertTold(
                "thread",
                "but thread 'leaky-worker-thread'",
                "now in dev.patchbay.itests.leaky.Resources.work (Resources.java:",
                "end that thread in close()");
    }

    @Test
    public void namesATimer() {
        assertTold("timer", "but timer thread 'leaky-timer-timer'", "cancel that Timer");
    }

    @Test
    public void namesAThreadAtRestByWhatItHasInherited() {
        assertTold("pool", "but thread 'leaky-pool-pool', which it has started", "end that thread in close()");
    }

    @Test
    public void namesAManagementBean() {
        assertTold("bean", "but MBean 'dev.patchbay.itests:type=Leaky,name=bean", "unregister it");
    }

    /** From Java 21 on the threads of a client tell nothing of who made it. */
    @Test
    public void namesAClientOnlyToThoseWhoAskForAGarbageCollectionMayEndIt() {
        String words = Runtime.version().feature() < 21
                ? "SelectorManager' of a java.net.http.HttpClient"
                : "something that no thread shows, perhaps a java.net.http.HttpClient (of those that run: 'HttpClient-";
        RunningHome.eventually().untilAsserted(() -> {
            System.gc();
            assertTrue(told("client").toString(), told("client").stream().anyMatch(each -> each.contains(words)));
        });
        assertEquals(List.of(), logged("client"));
    }

    @Test
    public void namesNothingOfAConnectorThatEndsWhatItHasStarted() {
        assertTold("bean", "MBean");
        RunningHome.eventually().untilAsserted(() -> {
            System.gc();
            assertEquals(List.of(), told("nothing"));
        });
        assertEquals(List.of(), logged("nothing"));
    }

    @Test
    public void saysSoAlsoOfTheFileThatIsNoMoreThere() {
        HOME.awaitWhy("leaky-" + version("thread") + ".jar", "thread 'leaky-worker-thread'");
    }

    @Test
    public void saysItOfATypeAfterWhatIsMoreImportant() {
        List<String> sentences = HOME.registry().why("leaky").sentences();
        assertTrue(sentences.get(0), sentences.get(0).contains("no connector of type 'leaky' is installed"));
        assertFalse(HOME.registry().why("other").isKnown());
    }

    /** In the log once, and whenever somebody asks for the type or for an instance that waits for it. */
    private static void assertTold(String forgotten, String... words) {
        RunningHome.eventually().until(() -> !logged(forgotten).isEmpty());
        List<String> logged = logged(forgotten);
        assertEquals("once: " + logged, 1, logged.size());
        for (String each : words) {
            assertTrue(logged.get(0), logged.get(0).contains(each));
        }
        HOME.awaitWhy("leaky", logged.get(0));
        HOME.awaitWhy("leaky~" + forgotten, logged.get(0));
    }

    private static List<String> told(String forgotten) {
        return HOME.registry().why("leaky").sentences().stream()
                .filter(each -> each.contains("'leaky' " + version(forgotten) + " has gone, but"))
                .toList();
    }

    private static List<String> logged(String forgotten) {
        return HOME.log().with("'leaky' " + version(forgotten), "has gone, but", "tell its author");
    }

    private static String version(String forgotten) {
        return "1.0." + FORGOTTEN.indexOf(forgotten);
    }
}
