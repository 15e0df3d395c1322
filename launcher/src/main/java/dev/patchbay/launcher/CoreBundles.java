package dev.patchbay.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** The bundles inside the launcher's JAR: {@code core/index} lists them in start order, each with its SHA-256. */
final class CoreBundles {
    private static final String LOCATION = "patchbay-core:";

    private final String index;
    private final List<String> files;

    private CoreBundles(String index) {
        this.index = index;
        this.files =
                index.lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }

    static CoreBundles read() {
        return new CoreBundles(text("index"));
    }

    /** What the system bundle exports besides the JDK, in the syntax of Export-Package. */
    static String systemPackages() {
        return String.join(",", text("packages").strip().lines().toList());
    }

    /** Whether a bundle's location says that it is one of these. */
    static boolean isCore(String location) {
        return location.startsWith(LOCATION);
    }

    /** Changes whenever the bytes of any bundle do. */
    String index() {
        return index;
    }

    /** Installs all; in start order. */
    List<Bundle> install(BundleContext context) throws BundleException, IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (String file : files) {
            try (InputStream bytes = open(file)) {
                bundles.add(context.installBundle(LOCATION + name(file), bytes));
            }
        }
        return bundles;
    }

    /**
     * Those that a cache of the same index still has; in start order.
     *
     * @throws BundleException if one is not there
     */
    List<Bundle> installed(BundleContext context) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String file : files) {
            Bundle bundle = context.getBundle(LOCATION + name(file));
            if (bundle == null) {
                throw new BundleException("bundle '" + name(file) + "' is missing");
            }
            bundles.add(bundle);
        }
        return bundles;
    }

    /** Starts these without a mark in the cache: the next start decides anew. */
    static void start(List<Bundle> bundles) throws BundleException {
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_TRANSIENT);
            }
        }
    }

    /** Without the number that orders the files: the location stays when the order changes. */
    private static String name(String file) {
        return file.substring(file.indexOf('-') + 1, file.length() - ".jar".length());
    }

    private static String text(String name) {
        try (InputStream bytes = open(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartException(
                    "'core/" + name + "' cannot be read; the launcher's JAR is damaged: get it anew", e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream bytes = CoreBundles.class.getResourceAsStream("/core/" + name);
        if (bytes == null) {
            throw new IOException("'core/" + name + "' is not on the class path");
        }
        return bytes;
    }
}
