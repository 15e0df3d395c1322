package dev.patchbay.registry.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.SynchronousConfigurationListener;

/** A plain Felix with the real ConfigurationAdmin, whose API is the class path's. */
public final class TestFramework implements AutoCloseable {
    private final Framework framework;

    private TestFramework(Framework framework) {
        this.framework = framework;
    }

    /** Keeps its bundles and configurations in {@code storage}: started there again, it has them again. */
    public static TestFramework start(Path storage) {
        return start(storage, Map.of());
    }

    /** The same, with more properties. */
    public static TestFramework start(Path storage, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.cm;version=1.6.1",
                "felix.fileinstall.dir",
                storage.resolve("unused").toString(),
                "felix.fileinstall.noInitialDelay",
                "true",
                "felix.log.level",
                "1"));
        properties.putAll(more);
        Framework framework = new FrameworkFactory().newFramework(properties);
        try {
            framework.start();
            TestFramework started = new TestFramework(framework);
            started.installLibrary(PersistenceManager.class).start();
            return started;
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    public ConfigurationAdmin configurationAdmin() {
        BundleContext context = context();
        return context.getService(context.getServiceReference(ConfigurationAdmin.class));
    }

    /** Configurations that listen, as the component does. */
    public Configurations configurations() {
        Configurations configurations = new Configurations(configurationAdmin());
        context().registerService(SynchronousConfigurationListener.class, configurations, null);
        return configurations;
    }

    public ServiceRegistration<ConfigurationListener> listen(ConfigurationListener listener) {
        return context().registerService(ConfigurationListener.class, listener, new Hashtable<>());
    }

    /** Installs the library that a class of the class path comes from. */
    public Bundle installLibrary(Class<?> type) {
        try {
            return context()
                    .installBundle(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString());
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Installs, and does not start, a bundle with these headers and texts. */
    public Bundle install(String name, Map<String, String> headers, Map<String, String> texts) {
        return install(name, headers, texts, Map.of());
    }

    /** The same with entries of bytes. */
    public Bundle install(
            String name, Map<String, String> headers, Map<String, String> texts, Map<String, byte[]> files) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                add(jar, entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                add(jar, entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return context().installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
