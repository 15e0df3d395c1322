package dev.patchbay.registry.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.config.TestFramework;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.FrameworkWiring;

class TrialTest {
    @TempDir
    Path directory;

    private TestFramework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws BundleException {
        framework = TestFramework.start(directory.resolve("framework"));
        // Not the system bundle's context, from which the framework hides nothing.
        Bundle own = framework.install("own", Map.of(), Map.of());
        own.start();
        context = own.getBundleContext();
    }

    @AfterEach
    void stop() {
        framework.close();
    }

    @Test
    void nobodyFindsIt() throws Exception {
        int before = context.getBundles().length;
        try (Trial trial = Trial.install(context, exporter())) {
            assertEquals("exporter", trial.bundle().getSymbolicName());
            assertEquals(before, context.getBundles().length);
            assertTrue(resolve(trial.bundle()));
        }
        assertEquals(before, context.getBundles().length);
    }

    @Test
    void nobodyHearsOfIt() throws Exception {
        List<String> heard = new ArrayList<>();
        context.addBundleListener((SynchronousBundleListener) event -> heard.add(event.toString()));
        try (Trial trial = Trial.install(context, exporter())) {
            resolve(trial.bundle());
        }
        assertEquals(List.of(), heard);
    }

    @Test
    void nobodyIsWiredToIt() throws Exception {
        Bundle importer = framework.install("importer", Map.of("Import-Package", "org.example.offered"), Map.of());
        try (Trial trial = Trial.install(context, exporter())) {
            assertTrue(resolve(trial.bundle()));
            assertFalse(resolve(importer));
        }
        assertFalse(resolve(importer));
        framework.install("another", Map.of("Export-Package", "org.example.offered"), Map.of());
        assertTrue(resolve(importer), "the importer is sound");
    }

    @Test
    void isWiredToOthersItself() throws Exception {
        framework.install("offering", Map.of("Export-Package", "org.example.offered"), Map.of());
        Path importer = TestJar.write(
                directory.resolve("importer.jar"), Map.of("Import-Package", "org.example.offered"), Map.of());
        try (Trial trial = Trial.install(context, importer)) {
            assertTrue(resolve(trial.bundle()));
        }
    }

    @Test
    void resolvesBesideARunningSingletonOfItsName() throws Exception {
        framework
                .install("single", Map.of("Bundle-SymbolicName", "single;singleton:=true"), Map.of())
                .start();
        Path other = TestJar.write(
                directory.resolve("single.jar"),
                Map.of("Bundle-SymbolicName", "single;singleton:=true", "Bundle-Version", "2"),
                Map.of());
        try (Trial trial = Trial.install(context, other)) {
            assertTrue(resolve(trial.bundle()));
        }
    }

    private Path exporter() {
        return TestJar.write(
                directory.resolve("exporter.jar"), Map.of("Export-Package", "org.example.offered"), Map.of());
    }

    private boolean resolve(Bundle bundle) {
        return framework.context().getBundle(0).adapt(FrameworkWiring.class).resolveBundles(Set.of(bundle));
    }
}
