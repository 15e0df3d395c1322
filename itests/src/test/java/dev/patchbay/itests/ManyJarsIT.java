package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.SERVING;
import static org.junit.Assert.assertEquals;

import dev.patchbay.api.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** Hundreds of JARs at once: all serve, then all are gone, and who calls another connector notices nothing. */
public final class ManyJarsIT {
    private static final int MANY = 300;
    private static final RunningHome HOME = RunningHome.withScripted();
    private static final DroppedJars JARS = new DroppedJars(HOME);

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void servesThreeHundredThatComeAtOnceAndLetsThemGoAtOnce() {
        List<Path> made = IntStream.range(0, MANY)
                .mapToObj(each -> TestBundles.scripted("many" + each, "1.0.0"))
                .toList();
        List<Path> dropped = made.stream().map(HOME::deploy).toList();
        RunningHome.eventually().untilAsserted(() -> assertEquals(MANY + 1, serving()));
        assertEquals(List.of(), HOME.registry().problems());
        HOME.cfg("connector.many299.cfg", "url=http://last");
        JARS.awaitServing("many299", "1.0.0");

        dropped.forEach(HOME::delete);
        RunningHome.eventually().untilAsserted(() -> assertEquals(1, serving()));
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(1, JARS.bundles("").size()));
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        Set.of(DroppedJars.sha256(TestBundles.scripted("1.0.0")) + ".jar"), JARS.stored()));
        assertEquals(List.of("scripted"), HOME.registry().types());
    }

    private static long serving() {
        return HOME.registry().deployments().stream()
                .map(Deployment::state)
                .filter(SERVING::equals)
                .count();
    }
}
