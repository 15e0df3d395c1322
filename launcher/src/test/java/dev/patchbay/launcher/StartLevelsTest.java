package dev.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

final class StartLevelsTest {
    private static final String LATCH = "patchbay.test.latch";

    @TempDir
    private Path storage;

    /** Blocks until the test has seen what it wants to see; loaded by the bundle, which shares only the JDK's classes. */
    public static final class Blocking implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            ((CountDownLatch) System.getProperties().get(LATCH)).await();
        }

        @Override
        public void stop(BundleContext context) {}
    }

    @Test
    void waitsNoLongerThanItsPatienceForABundleThatNeverStarts() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        System.getProperties().put(LATCH, latch);
        Framework framework = new FrameworkFactory()
                .newFramework(
                        new HashMap<>(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString(), "felix.log.level", "0")));
        try {
            framework.start();
            Bundle blocking = framework.getBundleContext().installBundle("test:blocking", blocking());
            blocking.adapt(BundleStartLevel.class).setStartLevel(2);
            blocking.start();
            new StartLevels(2, Duration.ofMillis(50)).release(framework);
            assertEquals(Bundle.STARTING, blocking.getState());
        } finally {
            latch.countDown();
            System.getProperties().remove(LATCH);
            framework.stop();
            framework.waitForStop(0);
        }
    }

    private static InputStream blocking() throws IOException {
        String name = Blocking.class.getName();
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, "blocking");
        main.putValue(Constants.BUNDLE_ACTIVATOR, name);
        main.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String entry = name.replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream content = Blocking.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            content.transferTo(jar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
