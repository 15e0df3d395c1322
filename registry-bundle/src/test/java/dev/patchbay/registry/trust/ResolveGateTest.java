package dev.patchbay.registry.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** In a plain Felix, a gate that refuses bundles whose name begins with {@code bad}, and those of version 6. */
class ResolveGateTest {
    @TempDir
    Path storage;

    private Framework framework;

    @BeforeEach
    void startAFramework() throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString(), "felix.log.level", "0"));
        framework.start();
        framework
                .getBundleContext()
                .registerService(ResolverHookFactory.class, new ResolveGate(() -> {}, ResolveGateTest::refusal), null);
    }

    @AfterEach
    void stopTheFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void tellsWhoeverStartsABundleWhyItMayNotRun() throws Exception {
        Bundle bad = install("bad", Map.of("Import-Package", "org.osgi.framework"));
        BundleException refused = assertThrows(BundleException.class, bad::start);
        assertTrue(refused.getMessage().contains("it is bad"), refused.getMessage());
        assertEquals(Bundle.INSTALLED, bad.getState());
    }

    @Test
    void refusesABundleThatNeedsNothing() throws Exception {
        Bundle bad = install("bad", Map.of());
        assertThrows(BundleException.class, bad::start);
        assertEquals(Bundle.INSTALLED, bad.getState());
    }

    @Test
    void disturbsNoOtherBundle() throws Exception {
        install("bad", Map.of("Import-Package", "org.osgi.framework"));
        install("bad.free", Map.of());
        Bundle good = install("good", Map.of("Import-Package", "org.osgi.framework"));
        good.start();
        assertEquals(Bundle.ACTIVE, good.getState());
    }

    @Test
    void refusesItAmongOthersThatAreResolvedTogether() throws Exception {
        Bundle bad = install("bad", Map.of("Import-Package", "org.osgi.framework"));
        Bundle good = install("good", Map.of("Import-Package", "org.osgi.framework"));
        resolve(bad, good);
        assertEquals(List.of(Bundle.INSTALLED, Bundle.RESOLVED), List.of(bad.getState(), good.getState()));

        Bundle free = install("bad.free", Map.of());
        Bundle other = install("good.free", Map.of());
        resolve(free, other);
        assertEquals(List.of(Bundle.INSTALLED, Bundle.RESOLVED), List.of(free.getState(), other.getState()));
    }

    @Test
    void letsNobodyImportFromIt() throws Exception {
        Bundle bad = install("bad", Map.of("Export-Package", "some.code"));
        Bundle good = install("good", Map.of("Import-Package", "some.code"));
        assertThrows(BundleException.class, good::start);
        Bundle dynamic = install("dynamic", Map.of("DynamicImport-Package", "*"));
        dynamic.start();
        assertThrows(ClassNotFoundException.class, () -> dynamic.loadClass("some.code.Class"));
        assertEquals(Bundle.INSTALLED, bad.getState());
        install("better", Map.of("Export-Package", "some.code"));
        good.start();
        assertEquals(Bundle.ACTIVE, good.getState());
    }

    @Test
    void attachesItToNobody() throws Exception {
        Bundle fragment = install("bad.fragment", Map.of("Fragment-Host", "good"));
        Bundle welcome = install("fragment", Map.of("Fragment-Host", "good"));
        Bundle good = install("good", Map.of("Import-Package", "org.osgi.framework"));
        good.start();
        assertEquals(List.of(Bundle.INSTALLED, Bundle.RESOLVED), List.of(fragment.getState(), welcome.getState()));
    }

    @Test
    void attachesNobodyToIt() throws Exception {
        Bundle bad = install("bad", Map.of());
        Bundle fragment = install("fragment", Map.of("Fragment-Host", "bad"));
        resolve(fragment);
        assertEquals(List.of(Bundle.INSTALLED, Bundle.INSTALLED), List.of(bad.getState(), fragment.getState()));
    }

    @Test
    void letsAnotherVersionOfASingletonRun() throws Exception {
        Bundle refused = install("twin;singleton:=true", "6.6.6", Map.of());
        Bundle other = install("twin;singleton:=true", "1", Map.of());
        other.start();
        assertEquals(List.of(Bundle.INSTALLED, Bundle.ACTIVE), List.of(refused.getState(), other.getState()));
    }

    private static Optional<String> refusal(BundleRevision revision) {
        boolean bad = revision.getSymbolicName().startsWith("bad")
                || revision.getVersion().getMajor() == 6;
        return bad ? Optional.of("it is bad") : Optional.empty();
    }

    private void resolve(Bundle... bundles) {
        framework.adapt(FrameworkWiring.class).resolveBundles(List.of(bundles));
    }

    private Bundle install(String name, Map<String, String> headers) throws BundleException, IOException {
        return install(name, "1", headers);
    }

    private Bundle install(String name, String version, Map<String, String> headers)
            throws BundleException, IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new ZipEntry("some/code/text"));
        }
        return framework
                .getBundleContext()
                .installBundle("test:" + name + version, new ByteArrayInputStream(bytes.toByteArray()));
    }
}
