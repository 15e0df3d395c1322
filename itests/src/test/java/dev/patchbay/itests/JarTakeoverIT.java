package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.SERVING;
import static dev.patchbay.model.DeploymentState.SUPERSEDED;
import static org.junit.Assert.assertEquals;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** The very connector that twenty threads call is replaced under them, and not one call fails. */
public final class JarTakeoverIT {
    private final RunningHome home = RunningHome.withScripted();
    private final Callers callers = new Callers(home);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(home).around(callers);

    @Test
    public void failsNoCallWhileANewerVersionTakesOverAndGoesAgain() {
        Path newer = home.deploy(TestBundles.scripted("1.1.0"));
        awaitServing("1.1.0");
        awaitStates(Map.of("scripted-1.0.0.jar", SUPERSEDED, "scripted-1.1.0.jar", SERVING));
        callers.awaitCalls(100);
        home.delete(newer);
        awaitServing("1.0.0");
        awaitStates(Map.of("scripted-1.0.0.jar", SERVING));
        callers.awaitCalls(100);
    }

    @Test
    public void failsNoCallWhileTheFileIsOverwrittenByANewerAndAnOlderVersion() throws Exception {
        home.deploy(TestBundles.scripted("1.1.0"), "scripted-1.0.0.jar");
        awaitServing("1.1.0");
        // In place, as cp does it.
        Files.write(home.deployed("scripted-1.0.0.jar"), Files.readAllBytes(TestBundles.scripted("1.0.0")));
        awaitServing("1.0.0");
        callers.awaitCalls(100);
    }

    @Test
    public void failsNoCallWhileTheFileIsRenamed() throws Exception {
        Files.move(home.deployed("scripted-1.0.0.jar"), home.deployed("renamed.jar"));
        awaitStates(Map.of("renamed.jar", SERVING));
        callers.awaitCalls(100);
        Files.move(home.deployed("renamed.jar"), home.deployed("a-renamed.jar"));
        awaitStates(Map.of("a-renamed.jar", SERVING));
        assertEquals(List.of(), home.log().with("holds the same bytes"));
        callers.awaitCalls(100);
        assertEquals("1.0.0", home.servingVersion("scripted~witness"));
    }

    private void awaitServing(String version) {
        RunningHome.eventually()
                .until(() -> home.servingVersion("scripted~witness").equals(version));
    }

    private void awaitStates(Map<String, DeploymentState> states) {
        RunningHome.eventually().untilAsserted(() -> assertEquals(new TreeMap<>(states), states()));
    }

    private Map<String, DeploymentState> states() {
        Map<String, DeploymentState> states = new TreeMap<>();
        for (Deployment each : home.registry().deployments()) {
            states.put(each.file(), each.state());
        }
        return states;
    }
}
