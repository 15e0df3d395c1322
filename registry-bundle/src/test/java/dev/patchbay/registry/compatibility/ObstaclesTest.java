package dev.patchbay.registry.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.config.TestFramework;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Bundles in a plain Felix, and what is told of them. */
class ObstaclesTest {
    private static final byte[] COMPILED_FOR_JAVA_99 = {
        (byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) (99 + 44)
    };

    @TempDir
    Path storage;

    private TestFramework framework;
    private Obstacles obstacles;

    @BeforeEach
    void starts() {
        framework = TestFramework.start(storage, Map.of("patchbay.home", storage.toString()));
        obstacles = new Obstacles(framework.context(), bundle -> List.of());
    }

    @AfterEach
    void stops() {
        framework.close();
    }

    @Test
    void namesThePackageThatNobodyExports() {
        assertEquals(
                List.of("it needs package org.absent [3.0.0,4.0.0), and nothing here exports it; drop the library's"
                        + " bundle into deploy/"),
                of(importing("c", "org.absent;version=\"[3,4)\",org.optional;resolution:=optional")));
    }

    @Test
    void speaksOfNoFolderWhereThereIsNone() {
        framework.close();
        framework = TestFramework.start(storage.resolve("foreign"));
        obstacles = new Obstacles(framework.context(), bundle -> List.of());
        assertEquals(
                List.of("it needs package org.absent, and nothing here exports it; install the library's bundle"),
                of(importing("c", "org.absent")));
    }

    @Test
    void namesTheVersionThatIsThereInstead() {
        exporting("lib", "org.lib;version=2.1.0");
        assertEquals(
                List.of("it needs package org.lib [3.0.0,4.0.0), and only 2.1.0 is here; drop the library's bundle into"
                        + " deploy/"),
                of(importing("c", "org.lib;version=\"[3,4)\"")));
    }

    @Test
    void tellsOfTheContractFirstAndOfEverythingAtOnce() {
        exporting("contract", "dev.patchbay.spi;version=1.0.0,dev.patchbay.model;version=1.0.0");
        Bundle bundle = framework.install(
                "c",
                Map.of(
                        "Import-Package",
                        "org.absent,dev.patchbay.model;version=\"[2,3)\",dev.patchbay.spi;version=\"[2,3)\"",
                        "Require-Capability",
                        "example.room;filter:=\"(example.room=blue)\",osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""),
                Map.of());
        List<String> told = of(bundle);
        assertEquals(4, told.size(), told::toString);
        assertTrue(
                told.get(0).startsWith("it was compiled for Java 99, and this runtime runs on Java "), told::toString);
        assertTrue(told.get(1).startsWith("it was built for dev.patchbay.model and dev.patchbay.spi [2.0.0,3.0.0)"));
        assertTrue(told.get(1).endsWith("built for 1.x, or Patchbay 2.x"), told::toString);
        assertTrue(told.get(2).contains("org.absent"), told::toString);
        assertEquals(
                "it needs the capability example.room blue, and nothing here provides it; drop the bundle that does into"
                        + " deploy/",
                told.get(3));
    }

    @Test
    void followsWhatIsNeededToWhatIsMissing() {
        framework.install(
                "lib", Map.of("Export-Package", "org.lib;version=1.0.0", "Import-Package", "org.absent"), Map.of());
        assertEquals(
                List.of("it needs package org.lib of lib 0.0.0, which cannot run: it needs package org.absent, and"
                        + " nothing here exports it; drop the library's bundle into deploy/"),
                of(importing("c", "org.lib")));
    }

    @Test
    void endsWhereBundlesNeedEachOther() {
        framework.install("one", Map.of("Export-Package", "org.one", "Import-Package", "org.two,org.absent"), Map.of());
        Bundle two =
                framework.install("two", Map.of("Export-Package", "org.two", "Import-Package", "org.one"), Map.of());
        List<String> told = of(two);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("org.absent"), told::toString);
    }

    @Test
    void readsAConflictOfUsesFromTheResolver() {
        conflict();
        Bundle connector = importing("c", "p;version=\"[1,2)\",q");
        assertEquals(
                List.of(
                        "it would get package p from two exporters that do not mix, old 1.0.0 and new 2.0.0 (through"
                                + " between 0.0.0); remove new 2.0.0, or install a version of between that takes the other one"),
                of(connector));
        assertEquals(Bundle.INSTALLED, connector.getState(), "asking resolves nothing");
    }

    @Test
    void readsAConflictWithAPackageOfItsOwn() {
        conflict();
        List<String> told = of(
                framework.install("c", Map.of("Import-Package", "q", "Export-Package", "p;version=1.0.0"), Map.of()));
        assertEquals(
                List.of("it exports package p and also gets it from new 2.0.0 (through between 0.0.0); install a build"
                        + " of it that imports the package and does not export it"),
                told);
    }

    @Test
    void forgetsAConflictWhenItIsSolved() throws BundleException {
        conflict();
        Bundle connector = importing("c", "p;version=\"[1,2)\",q");
        assertTrue(of(connector).get(0).contains("do not mix"));
        framework.install("also-q", Map.of("Export-Package", "q", "Bundle-Version", "9"), Map.of());
        assertEquals(
                List.of("nobody has started it; start it with 'exec \"felix:start " + connector.getBundleId() + "\"'"),
                of(connector));
        connector.start();
        assertEquals(List.of(), of(connector));
    }

    @Test
    void namesTheHostOfAFragment() {
        assertEquals(
                List.of("it is a fragment of org.absent.host, and that is not installed; drop the host's bundle into"
                        + " deploy/"),
                of(framework.install("f", Map.of("Fragment-Host", "org.absent.host"), Map.of())));
    }

    @Test
    void tellsOfAFragmentThatCameAfterItsHostWasResolved() throws BundleException {
        framework.install("host", Map.of(), Map.of()).start();
        List<String> told = of(framework.install("f", Map.of("Fragment-Host", "host"), Map.of()));
        assertTrue(told.get(0).startsWith("it is a fragment whose host was resolved before it came"), told::toString);
    }

    @Test
    void looksAtEachBundleOnceHoweverOftenItIsNeeded() {
        AtomicInteger looks = new AtomicInteger();
        obstacles = new Obstacles(framework.context(), bundle -> {
            looks.incrementAndGet();
            return List.of();
        });
        for (int link = 0; link < 6; link++) {
            framework.install(
                    "link" + link,
                    Map.of(
                            "Export-Package",
                            "a" + link + ",b" + link,
                            "Import-Package",
                            "a" + (link + 1) + ",b" + (link + 1)),
                    Map.of());
        }
        List<String> told = of(importing("c", "a0,b0"));
        assertTrue(told.get(0).contains("it needs package a6, and nothing here exports it"), told::toString);
        assertTrue(looks.get() < 100, looks::toString);
    }

    @Test
    void namesABundleThatIsNeededWhole() {
        framework.install("whole", Map.of("Bundle-Version", "1.0.0"), Map.of());
        assertEquals(
                List.of("it needs bundle whole [2.0.0,3.0.0), and only 1.0.0 is here; drop it into deploy/"),
                of(framework.install("c", Map.of("Require-Bundle", "whole;bundle-version=\"[2,3)\""), Map.of())));
    }

    @Test
    void seesClassFilesOfALaterJava() {
        Bundle bundle = framework.install(
                "c", Map.of(), Map.of("Other.class", "text"), Map.of("org/example/Late.class", COMPILED_FOR_JAVA_99));
        List<String> told = of(bundle);
        assertEquals(1, told.size(), told::toString);
        assertTrue(
                told.get(0).startsWith("it was compiled for Java 99, and this runtime runs on Java "), told::toString);
    }

    @Test
    void leavesClassFilesForLaterJavasOnlyAlone() {
        Bundle bundle = framework.install(
                "c",
                Map.of(),
                Map.of(),
                Map.of(
                        "META-INF/versions/99/org/example/Late.class", COMPILED_FOR_JAVA_99,
                        "module-info.class", COMPILED_FOR_JAVA_99));
        assertTrue(of(bundle).get(0).startsWith("nobody has started it"));
    }

    @Test
    void saysHowToStartWhatWasStopped() throws BundleException {
        Bundle bundle = framework.install("c", Map.of(), Map.of());
        bundle.start();
        assertEquals(List.of(), of(bundle));
        bundle.stop();
        assertEquals(
                List.of("its bundle is stopped; start it with 'exec \"felix:start " + bundle.getBundleId() + "\"'"),
                of(bundle));
    }

    @Test
    void tellsARefusalFirstAndNothingOfStarting() {
        obstacles = new Obstacles(framework.context(), bundle -> List.of("it is not signed; sign it"));
        assertEquals(List.of("it is not signed; sign it"), of(framework.install("c", Map.of(), Map.of())));
    }

    @Test
    void saysNothingOfABundleThatHasGone() throws BundleException {
        Bundle bundle = framework.install("c", Map.of(), Map.of());
        bundle.uninstall();
        assertEquals(List.of(), of(bundle));
    }

    /** Bundle 'between' exports q, which uses p 2; p is there in version 1 too. */
    private void conflict() {
        exporting("old", "p;version=1.0.0", "1.0.0");
        exporting("new", "p;version=2.0.0", "2.0.0");
        framework.install(
                "between", Map.of("Export-Package", "q;uses:=p", "Import-Package", "p;version=\"[2,3)\""), Map.of());
    }

    private List<String> of(Bundle bundle) {
        return obstacles.ask(bundle);
    }

    private Bundle importing(String name, String imports) {
        return framework.install(name, Map.of("Import-Package", imports), Map.of());
    }

    private void exporting(String name, String exports) {
        exporting(name, exports, "0.0.0");
    }

    private void exporting(String name, String exports, String version) {
        framework.install(name, Map.of("Export-Package", exports, "Bundle-Version", version), Map.of());
    }
}
