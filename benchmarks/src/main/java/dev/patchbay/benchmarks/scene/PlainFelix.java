package dev.patchbay.benchmarks.scene;

import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;

/**
 * The same framework with the same bundles, without ours: File Install hands deploy/ and config/ over as it does by
 * itself, ConfigurationAdmin delivers to one {@link PlainFactory} a type. No log file, no command, no socket.
 */
public final class PlainFelix implements AutoCloseable {

    /** As often as our own runtime looks, about, in milliseconds. */
    public static final int USUAL_POLL = 2_000;

    private static final String OURS = "dev.patchbay.";
    private static final long STOP_MILLIS = 60_000;

    private final Framework framework;
    private final PlainFactory instances;

    private PlainFelix(Framework framework, PlainFactory instances) {
        this.framework = framework;
        this.instances = instances;
    }

    /** Starts on a home, with the bundles of an earlier start if its data/ has them. */
    public static PlainFelix start(Path home, List<String> types, int poll) throws BundleException, IOException {
        Framework framework = new FrameworkFactory().newFramework(settings(home, poll));
        framework.init();
        BundleContext context = framework.getBundleContext();
        boolean first = context.getBundles().length == 1;
        List<Bundle> core = first ? install(context) : List.of();
        framework.start();
        for (Bundle bundle : core) {
            bundle.start();
        }
        return new PlainFelix(framework, PlainFactory.register(context, types));
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    public PlainFactory instances() {
        return instances;
    }

    /** How many connectors have published their factory. */
    public int factories() {
        return services().size();
    }

    /** The newest version of a connector that has published its factory. */
    public Optional<Version> newest(String type) {
        return services().stream()
                .filter(each -> type.equals(each.getProperty(ConnectorType.PREFIX_ + "name")))
                .map(ServiceReference::getBundle)
                .filter(Objects::nonNull)
                .map(Bundle::getVersion)
                .max(Comparator.naturalOrder());
    }

    @Override
    public void close() throws IOException {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            throw new IOException("plain Felix does not stop in order: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while plain Felix stops");
        }
    }

    private Collection<ServiceReference<ConnectorFactory>> services() {
        try {
            return context().getServiceReferences(ConnectorFactory.class, null);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        } catch (NullPointerException uninstalling) {
            // Felix 7.0.5 stumbles over a bundle that is just being uninstalled; whoever waits asks again.
            return List.of();
        }
    }

    private static List<Bundle> install(BundleContext context) throws BundleException, IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (String line : lines("/core/index")) {
            String file = line.substring(line.indexOf(' ') + 1);
            if (!file.contains(OURS)) {
                bundles.add(install(context, "/core/" + file));
            }
        }
        // The last: it hands over what lies in the home as it starts.
        bundles.add(install(context, "/peers/org.apache.felix.fileinstall.jar"));
        return bundles;
    }

    private static Bundle install(BundleContext context, String file) throws BundleException, IOException {
        try (InputStream bytes = open(file)) {
            return context.installBundle("core:" + file, bytes);
        }
    }

    private static Map<String, Object> settings(Path home, int poll) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.resolve("data/cache").toString());
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", lines("/core/packages")));
        settings.put("felix.cm.dir", home.resolve("data/configurations").toString());
        settings.put("felix.cache.locking", "false");
        settings.put("felix.service.urlhandlers", "false");
        settings.put("felix.log.level", "1");
        settings.put("felix.fileinstall.dir", home.resolve("deploy") + "," + home.resolve("config"));
        settings.put(
                "felix.fileinstall.tmpdir",
                Files.createDirectories(home.resolve("data/tmp")).toString());
        settings.put("felix.fileinstall.poll", Integer.toString(poll));
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.disableNio2", "true");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.log.level", "1");
        return settings;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream bytes = open(resource)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream bytes = PlainFelix.class.getResourceAsStream(resource);
        if (bytes == null) {
            throw new IOException("'" + resource + "' is not on the class path; build the launcher first");
        }
        return bytes;
    }
}
