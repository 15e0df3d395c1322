package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.registry.linkage.LinkageCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The linkage check has nothing against what is known to run. */
public final class LinkageIT {

    @ClassRule
    public static final RunningHome HOME = RunningHome.withScripted();

    @Test
    public void findsNothingMissingInAnyBundleThatWeShip() throws Exception {
        for (String library : List.of("jdbc", "github", "webhook", "email", "salesforce", "h2", "postgresql")) {
            HOME.install(Bundles.named(library));
        }
        List<Bundle> bundles = Arrays.asList(HOME.context().getBundles());
        assertTrue(HOME.context().getBundle(0).adapt(FrameworkWiring.class).resolveBundles(bundles));
        assertTrue("all of them: " + bundles, bundles.size() > 18);

        LinkageCheck check = new LinkageCheck();
        Map<String, List<String>> missing = new TreeMap<>();
        for (Bundle bundle : bundles.subList(1, bundles.size())) {
            missing.put(bundle.getSymbolicName(), check.missing(bundle.adapt(BundleWiring.class)));
        }
        missing.values().removeIf(List::isEmpty);
        assertEquals(Map.of(), missing);
    }
}
