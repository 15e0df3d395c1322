package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.INCOMPATIBLE;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Compatibility;
import dev.patchbay.model.ConnectorException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;

/** Connectors that cannot run here, by whichever road they come: what keeps them is told, all of it, with the remedy. */
public final class CompatibilityIT {
    private static final String REFERENCE = "<reference name=\"wanted\" interface=\"%s\"%s/>";
    private static final String DRIVER = "org.osgi.service.jdbc.DataSourceFactory";

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private final Deque<Bundle> installed = new ArrayDeque<>();

    @After
    public void uninstallAll() throws BundleException {
        while (!installed.isEmpty()) {
            Bundle bundle = installed.pop();
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        }
    }

    @Test
    public void tellsWhichPatchbayAndWhichConnectorFit() throws Exception {
        String two = "dev.patchbay.spi;version='[2.0,3)',dev.patchbay.model;version='[2.0,3)'";
        install(TestBundles.scriptedImporting("later", "2.0.0", two));
        HOME.cfg("connector.later.cfg", "url=http://later");
        HOME.awaitTold(
                "later",
                INCOMPATIBLE,
                "built for dev.patchbay.model and dev.patchbay.spi [2.0.0,3.0.0)",
                "this runtime offers 1.",
                "install a version of the connector that was built for 1.x, or Patchbay 2.x");
        assertEquals(1, reasons("later").size());
    }

    @Test
    public void tellsAllThatIsMissingAtOnce() throws Exception {
        install(
                TestBundles.scriptedWith(
                        "manifold",
                        "1.0.0",
                        Map.of(
                                "Import-Package",
                                "org.absent.lib;version='[3,4)',*",
                                "Require-Capability",
                                "example.room;filter:='(example.room=blue)',osgi.ee;filter:='(&(osgi.ee=JavaSE)(version=99))'")));
        List<String> reasons = reasons("manifold");
        assertEquals(
                List.of("manifold"),
                HOME.registry().incompatible().stream().map(Compatibility::type).toList());
        assertFalse("it does not serve", HOME.registry().has("manifold"));
        assertEquals(reasons.toString(), 3, reasons.size());
        assertContains(reasons.get(0), "cannot run: it was compiled for Java 99", "start Patchbay with Java 99");
        assertContains(reasons.get(1), "needs package org.absent.lib [3.0.0,4.0.0)", "drop the library's bundle");
        assertContains(reasons.get(2), "needs the capability example.room blue", "drop the bundle");
        HOME.cfg("connector.manifold.cfg", "url=http://manifold");
        HOME.await("manifold", INCOMPATIBLE);
        for (String each : List.of("Java 99", "org.absent.lib", "example.room")) {
            HOME.awaitWhy("manifold", each);
            HOME.awaitWhy("manifold~default", each);
        }
    }

    @Test
    public void seesThatClassesAreOfALaterJava() throws Exception {
        install(TestBundles.scriptedForJava("modern", 99));
        HOME.awaitWhy("modern", "it was compiled for Java 99", "start Patchbay with Java 99 or later");
    }

    @Test
    public void readsAConflictOfUsesAndServesWhenItIsSolved() throws Exception {
        Bundle second = exporter("lib.new", "2.0.0", "org.example.lib;version=2.0.0");
        Bundle between = install(TestBundles.empty(
                "between",
                "1.0.0",
                Map.of(
                        "Export-Package",
                        "org.example.between;version=1.0.0;uses:=org.example.lib;-noimport:=true",
                        "Import-Package",
                        "org.example.lib")));
        // Wired to the newer one before the older one comes, or the resolver might take that for both.
        assertTrue(HOME.context().getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(between)));
        exporter("lib.old", "1.0.0", "org.example.lib;version=1.0.0");
        Bundle connector = install(TestBundles.scriptedWith(
                "torn", "1.0.0", Map.of("Import-Package", "org.example.lib;version='[1,2)',org.example.between,*")));
        HOME.cfg("connector.torn.cfg", "url=http://torn");
        HOME.awaitTold(
                "torn",
                INCOMPATIBLE,
                "would get package org.example.lib from two exporters that do not mix, lib.old 1.0.0 and lib.new 2.0.0"
                        + " (through between 1.0.0)",
                "remove lib.new 2.0.0");

        second.uninstall();
        HOME.context().getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null);
        RunningHome.eventually().ignoreExceptions().until(() -> {
            connector.start();
            return HOME.registry().has("torn");
        });
        HOME.await("torn", READY);
        assertEquals(List.of(), reasons("torn"));
    }

    @Test
    public void namesTheDriverThatAComponentWaitsFor() throws Exception {
        String target = " target=\"(osgi.jdbc.driver.class=org.example.Driver)\"";
        install(withReference("drives", REFERENCE.formatted(DRIVER, target)));
        install(withReference("drivesany", REFERENCE.formatted(DRIVER, " target=\"(vendor=example)\"")));
        install(withReference("waits", REFERENCE.formatted("org.example.Clock", "")));
        HOME.cfg("connector.drives.cfg", "url=http://drives");
        HOME.awaitTold(
                "drives",
                INCOMPATIBLE,
                "waits for a service org.osgi.service.jdbc.DataSourceFactory with"
                        + " (osgi.jdbc.driver.class=org.example.Driver)",
                "drop the JAR of the JDBC driver org.example.Driver into deploy/");
        HOME.awaitWhy("drivesany", "with (vendor=example)", "drop the JAR of the database's JDBC driver into deploy/");
        HOME.awaitWhy("waits", "waits for a service org.example.Clock;", "drop the bundle that publishes it");
        assertFalse(HOME.registry().compatibility("waits").isCompatible());
    }

    @Test
    public void namesAFactoryThatTakesConfigurationsItself() throws Exception {
        install(withPolicy("requires", "require"));
        install(withPolicy("optional", "optional"));
        HOME.awaitWhy("requires", "has the configuration policy 'require'", "waits for a configuration", "IGNORE");
        assertFalse(HOME.registry().compatibility("requires").isCompatible());
        HOME.awaitType("optional");
        HOME.awaitWhy("optional", "has the configuration policy 'optional'", "another factory", "IGNORE");
        assertTrue(
                "it serves all the same",
                HOME.registry().compatibility("optional").isCompatible());
    }

    @Test
    public void tellsWhatAComponentThrewWhenItWasActivated() throws Exception {
        Bundle bundle = install(TestBundles.failing());
        HOME.cfg("connector.failing.cfg", "# it needs no settings");
        HOME.await("failing", READY);
        assertThrows(ConnectorException.class, () -> RunningHome.pull(HOME.handle("failing")));
        String[] words = {"failed in activation", "no licence in /etc/licence", "felix:stop " + bundle.getBundleId()};
        HOME.awaitWhy("failing", words);
        HOME.awaitWhy("failing~default", words);
    }

    @Test
    public void namesTheSecondOfTwoBundlesWithTheSameTypeAndVersion() throws Exception {
        Bundle first = install(TestBundles.scripted("twin", "1.0.0"));
        Bundle second = HOME.context()
                .installBundle(
                        "elsewhere:twin",
                        new ByteArrayInputStream(Files.readAllBytes(TestBundles.scripted("twin", "1.0.0"))));
        installed.push(second);
        second.start();
        List<String> told = duplicates("twin");
        assertEquals(told.toString(), 1, told.size());
        assertContains(told.get(0), "bundle " + first.getBundleId() + " (", "brought 'twin' 1.0.0", "remove one");
        assertTrue(HOME.registry().compatibility("twin").isCompatible());

        first.stop();
        RunningHome.eventually().until(() -> duplicates("twin").isEmpty());
        first.start();
        assertContains(duplicates("twin").get(0), "bundle " + second.getBundleId() + " (", "elsewhere:twin");
    }

    @Test
    public void letsNoSecondContractIn() throws Exception {
        Bundle contract = HOME.install(TestBundles.contract("2.0.0"));
        installed.push(contract);
        BundleException refused = assertThrows(BundleException.class, contract::start);
        assertContains(refused.getMessage(), "it exports 'dev.patchbay.api', ", "as only the runtime may");
        assertEquals(Bundle.INSTALLED, contract.getState());
        install(TestBundles.scriptedWith(
                "secluded", "1.0.0", Map.of("Import-Package", "dev.patchbay.*;version='[2,3)',*")));
        HOME.awaitWhy("secluded", "[2.0.0,3.0.0)");
        assertFalse(HOME.registry().compatibility("secluded").isCompatible());
    }

    @Test
    public void namesWhereABlockedActivatorIs() throws Exception {
        String activator = "dev.patchbay.itests.faulty.BlockedActivator";
        Bundle bundle = HOME.install(TestBundles.activated("blocked", "1.0.0", "BlockedActivator", Map.of()));
        installed.push(bundle);
        Thread starting = new Thread(
                () -> {
                    try {
                        bundle.start();
                    } catch (BundleException interrupted) {
                        // As the test wants it.
                    }
                },
                "starting");
        starting.start();
        try {
            HOME.awaitWhy("blocked", "still starting: thread 'starting' is in " + activator + ".start(", "wait until");
            assertFalse(HOME.registry().compatibility("blocked").isCompatible());
        } finally {
            starting.interrupt();
            starting.join(60_000);
        }
        HOME.awaitWhy("blocked", "its bundle is stopped; start it with 'exec \"felix:start " + bundle.getBundleId());
    }

    @Test
    public void tellsOfAServingVersionAndOfTheNewerOneThatCannotRun() throws Exception {
        install(TestBundles.scripted("ahead", "1.0.0"));
        install(TestBundles.scriptedImporting("ahead", "2.0.0", "org.absent.lib"));
        HOME.cfg("connector.ahead.cfg", "url=http://ahead");
        HOME.cfg("connector.ahead~pinned.cfg", "url=http://ahead", "version=[2,3)");
        HOME.await("ahead", READY);
        assertTrue(HOME.registry().compatibility("ahead").isCompatible());
        HOME.awaitWhy("ahead", "connector 'ahead' 1.0.0", "can serve");
        HOME.awaitWhy("ahead", "2.0.0 cannot run: it needs package org.absent.lib");
        HOME.awaitTold("ahead~pinned", INCOMPATIBLE, "'version' is [2.0.0,3.0.0), and ", "org.absent.lib");
    }

    private static List<String> reasons(String type) {
        return HOME.registry().compatibility(type).reasons();
    }

    private static List<String> duplicates(String type) {
        return HOME.registry().why(type).sentences().stream()
                .filter(each -> each.contains("is a duplicate"))
                .toList();
    }

    private static Path withReference(String type, String reference) {
        return TestBundles.scriptedComponent(
                type, "1.0.0", xml -> xml.replace("<implementation", reference + "<implementation"));
    }

    private static Path withPolicy(String type, String policy) {
        return TestBundles.scriptedComponent(
                type,
                "1.0.0",
                xml -> xml.replace("configuration-policy=\"ignore\"", "configuration-policy=\"" + policy + "\""));
    }

    private Bundle exporter(String name, String version, String exports) throws BundleException {
        return install(TestBundles.empty(name, version, Map.of("Export-Package", exports + ";-noimport:=true")));
    }

    /** Starts it if it can be. */
    private Bundle install(Path jar) throws BundleException {
        Bundle bundle = HOME.install(jar);
        installed.push(bundle);
        try {
            bundle.start();
        } catch (BundleException unresolved) {
            assertEquals(BundleException.RESOLVE_ERROR, unresolved.getType());
        }
        return bundle;
    }

    private static void assertContains(String text, String... words) {
        assertTrue(text, Stream.of(words).allMatch(text::contains));
    }
}
