package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.config.TestFramework;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

class ArrivalsTest {
    @TempDir
    private Path storage;

    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger others = new AtomicInteger();
    private TestFramework framework;
    private Arrivals arrivals;

    @BeforeEach
    void start() {
        framework = TestFramework.start(storage);
        arrivals = new Arrivals(framework.context());
    }

    @AfterEach
    void stop() {
        held.countDown();
        arrivals.close();
        framework.close();
    }

    @Test
    void takesTheEndOfAConnectorForNoNewsHoweverLateItIsToldOfIt() throws Exception {
        holdEvents();
        arrivals.open(others::incrementAndGet, (type, bundle) -> {});
        Bundle connector =
                install("connector", Map.of("Provide-Capability", "patchbay.connector;patchbay.connector=x"));
        resolve(connector);
        connector.uninstall();
        tellAll();
        assertEquals(0, others.get());
    }

    @Test
    void tellsOfALibraryThatHasResolved() throws Exception {
        arrivals.open(others::incrementAndGet, (type, bundle) -> {});
        resolve(install("library", Map.of()));
        tellAll();
        assertEquals(1, others.get());
    }

    /** Felix tells of bundles on one thread, which this keeps until everything was done. */
    private void holdEvents() {
        framework.context().addBundleListener((BundleListener) event -> {
            try {
                held.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Returns when all events up to now were told. */
    private void tellAll() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        framework.context().addBundleListener((BundleListener) event -> {
            if ("last".equals(event.getBundle().getSymbolicName())) {
                told.countDown();
            }
        });
        install("last", Map.of());
        held.countDown();
        assertTrue(told.await(60, TimeUnit.SECONDS));
    }

    private void resolve(Bundle bundle) {
        FrameworkWiring wiring = framework.context().getBundle(0).adapt(FrameworkWiring.class);
        assertTrue(wiring.resolveBundles(Set.of(bundle)));
    }

    private Bundle install(String name, Map<String, String> headers) throws IOException, BundleException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return framework
                .context()
                .installBundle(Jar.SCHEME + name + "/1.0.0/sha", new ByteArrayInputStream(bytes.toByteArray()));
    }
}
