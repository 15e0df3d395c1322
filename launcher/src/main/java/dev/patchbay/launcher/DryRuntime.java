package dev.patchbay.launcher;

import dev.patchbay.api.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A framework with Patchbay's own bundles in it and nothing else running, to ask how JARs and configurations would fare.
 *
 * <p>It looks at a home and writes nothing into it: no lock is taken, so a runtime may be running there, and the home need
 * not even exist. What the framework has to write goes into a temporary directory, which is gone after {@link #close()}.
 * Thread-safe.
 */
public final class DryRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DryRuntime.class);

    private final Path scratch;
    private final RunningFramework framework;
    /** Guarded by this. */
    private boolean closed;

    private DryRuntime(Path scratch, RunningFramework framework) {
        this.scratch = scratch;
        this.framework = framework;
    }

    /** @throws StartException in one sentence, with nothing left behind */
    public static DryRuntime start(Path home) {
        Home looked = Home.asItIs(home);
        RuntimeSettings settled = RuntimeSettings.look(looked, System.getenv(), Map.of());
        Path scratch = createScratch();
        boolean started = false;
        try {
            Map<String, Object> settings =
                    FrameworkSettings.dry(looked, scratch, CoreBundles.systemPackages(), settled);
            DryRuntime runtime = new DryRuntime(
                    scratch, RunningFramework.start(settings, CoreBundles.read(), false, Optional.empty()));
            started = true;
            return runtime;
        } catch (BundleException | IOException e) {
            throw new StartException("Patchbay's own bundles cannot be started: " + e.getMessage(), e);
        } finally {
            if (!started) {
                delete(scratch);
            }
        }
    }

    /** @throws StartException if there are none, because their bundle could not do its work */
    public Verbs verbs() {
        ServiceReference<Verbs> reference = bundleContext().getServiceReference(Verbs.class);
        Verbs verbs = reference == null ? null : bundleContext().getService(reference);
        if (verbs == null) {
            throw new StartException(
                    "The bundle 'dev.patchbay.registry' offers no verbs; the launcher's JAR is damaged: "
                            + "get it anew");
        }
        return verbs;
    }

    public BundleContext bundleContext() {
        return framework.context();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            framework.stop();
            delete(scratch);
        }
    }

    /** In what TMPDIR names, of which Java knows nothing: options for the JVM cannot be given to a verb. */
    private static Path createScratch() {
        String named = System.getenv().getOrDefault("TMPDIR", "");
        Path parent = Path.of(named.isBlank() ? System.getProperty("java.io.tmpdir") : named);
        try {
            return Files.createTempDirectory(parent, "patchbay-");
        } catch (IOException e) {
            throw new StartException(
                    "'" + parent + "' cannot be used for temporary files: " + StartException.fact(e)
                            + "; make room there, or name another directory in TMPDIR",
                    e);
        }
    }

    private static void delete(Path directory) {
        try {
            new FileTree(directory).delete();
        } catch (IOException e) {
            LOG.warn("'{}' could not be deleted ({}); delete it", directory, e.toString());
        }
    }
}
