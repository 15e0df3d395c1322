package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.registry.linkage.LinkageCheck;
import dev.patchbay.registry.linkage.LinkageReport;
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

    private final LinkageCheck check = new LinkageCheck();

    @Test
    public void findsNothingMissingInAnyBundleThatWeShip() throws Exception {
        for (String library : List.of("jdbc", "h2", "postgresql", "api-bundle")) {
            HOME.install(Bundles.named(library));
        }
        Bundle[] bundles = HOME.context().getBundles();
        assertTrue(HOME.context().getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(bundles)));

        Map<String, List<String>> missing = new TreeMap<>();
        for (Bundle bundle : bundles) {
            if (bundle.getBundleId() != 0) {
                for (int i = 0; i < 60; i++) {
                    long start = System.nanoTime();
                    LinkageReport report = check.check(bundle.adapt(BundleWiring.class));
                    if (i % 20 == 0 || i == 59)
                        System.err.println(i + " " + bundle.getSymbolicName() + " " + (System.nanoTime() - start) / 1000
                                + " us " + (i > 0 ? "" : report.doubtful()));
                    if (!report.missing().isEmpty()) {
                        missing.put(bundle.getSymbolicName(), report.missing());
                    }
                }
            }
        }
        assertEquals(Map.of(), missing);
    }
}
