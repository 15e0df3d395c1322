package dev.patchbay.registry.check;

import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.jar.UnsoundJarException;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies in a home's deploy/ beside a JAR, for a dry framework, where nothing else installs it. */
final class NeighbouringJars {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbouringJars.class);
    private static final String DRY = "patchbay.dry";

    private final BundleContext context;
    private final Optional<Path> folder;
    private final Trust trust;
    private final JarCheck check = new JarCheck();

    NeighbouringJars(BundleContext context, Trust trust) {
        this.context = context;
        this.trust = trust;
        this.folder = Boolean.parseBoolean(context.getProperty(DRY))
                ? Optional.ofNullable(context.getProperty("patchbay.home"))
                        .map(home -> Path.of(home).resolve("deploy"))
                : Optional.empty();
    }

    /** Installs what can be used, in place; does nothing in a framework that is not dry. */
    void installAllBut(Path file) throws IOException {
        for (Path each : folder.isPresent() ? jars(folder.get()) : List.<Path>of()) {
            if (!Files.isSameFile(each, file)) {
                install(each);
            }
        }
    }

    private void install(Path jar) {
        try {
            // Asked before it is installed: what was uninstalled is still seen to offer its packages.
            if (trust.refusal(jar, check.check(jar)).isEmpty()) {
                context.installBundle("reference:" + jar.toUri());
            }
        } catch (UnsoundJarException | BundleException | IOException unusable) {
            LOG.debug("'{}' is of no use to others", jar, unusable);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
