package dev.patchbay.launcher;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Patchbay inside a host application.
 *
 * <pre>{@code
 * try (Patchbay patchbay = Patchbay.builder().home(path).build().start()) {
 *     ConnectorHandle github = patchbay.registry().get("github~europe");
 * }
 * }</pre>
 *
 * <p>The home is made if it is missing; a connector JAR belongs into its {@code deploy/}, a configuration into its
 * {@code config/}. The host's slf4j is used. After {@link #close()} no thread, hook, system property or lock is left.
 * Several may run in one JVM, each on a home of its own. Thread-safe.
 */
public final class Patchbay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Patchbay.class);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final Path wanted;
    private final Map<String, String> properties;
    private final Consumer<Redaction> redaction;
    /** All that exists only while it runs; guarded by this. */
    private Running running;

    private Patchbay(Builder builder) {
        this.wanted = builder.home.toAbsolutePath().normalize();
        this.properties = Map.copyOf(builder.properties);
        this.redaction = builder.redaction;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts on the home; returns when everything that lies in deploy/ and config/ has taken effect.
     *
     * @return this
     * @throws StartException in one sentence, with nothing left behind: the home is in use, cannot be written, its
     *     {@code config/patchbay.cfg} has problems, or the bundles inside could not be started
     * @throws IllegalStateException if it runs already
     */
    public synchronized Patchbay start() {
        if (running != null) {
            throw new IllegalStateException("'" + wanted + "' runs already; close it before it is started again");
        }
        Home home = Home.prepare(wanted);
        HomeLock lock = HomeLock.take(home);
        try {
            running = open(home, lock);
            LOG.info("runs on {}", home.path());
        } finally {
            if (running == null) {
                lock.close();
            }
        }
        return this;
    }

    /** @throws IllegalStateException if it does not run */
    public ConnectorRegistry registry() {
        return running().registry;
    }

    /**
     * The system bundle's context, for a host that speaks OSGi.
     *
     * @throws IllegalStateException if it does not run
     */
    public BundleContext bundleContext() {
        return running().framework.context();
    }

    /** The directory it works in, absolute. */
    public synchronized Path home() {
        return running == null ? wanted : running.home.path();
    }

    /** Ends calls in flight within their drain limit, stops everything and waits for it; does nothing a second time. */
    @Override
    public synchronized void close() {
        if (running == null) {
            return;
        }
        Running ending = running;
        running = null;
        try {
            ending.completion.await();
            if (ending.framework.stop()) {
                ending.cache.seal(ending.index);
            }
        } finally {
            ending.lock.close();
            LOG.info("stopped on {}", ending.home.path());
        }
    }

    private synchronized Running running() {
        if (running == null) {
            throw new IllegalStateException("'" + wanted + "' does not run; call start() first");
        }
        return running;
    }

    private Running open(Home home, HomeLock lock) {
        RuntimeSettings settings = RuntimeSettings.read(home, System.getenv(), properties);
        CoreBundles core = CoreBundles.read();
        BundleCache cache = new BundleCache(home);
        RunningFramework framework = framework(home, settings, core, cache);
        boolean settled = false;
        try {
            ConnectorRegistry registry = framework.registry();
            if (!registry.settle(SETTLE_LIMIT)) {
                LOG.warn(
                        "'{}' has not settled within {} s; it goes on in the background",
                        wanted,
                        SETTLE_LIMIT.toSeconds());
            }
            settled = true;
            return new Running(home, lock, cache, core.index(), framework, registry, Completion.begin(lock, framework));
        } finally {
            if (!settled) {
                framework.stop();
            }
        }
    }

    private RunningFramework framework(Home home, RuntimeSettings runtime, CoreBundles core, BundleCache cache) {
        Map<String, Object> settings = FrameworkSettings.of(home, CoreBundles.systemPackages(), runtime, properties);
        Optional<Path> references = runtime.isSigned() ? Optional.of(home.data().resolve("bundles")) : Optional.empty();
        try {
            boolean cached = cache.open(core.index());
            if (cached) {
                try {
                    return RunningFramework.start(settings, core, true, references, redaction);
                } catch (BundleException | IOException | RuntimeException e) {
                    cache.discard(e);
                }
            }
            return RunningFramework.start(settings, core, false, references, redaction);
        } catch (BundleException | IOException e) {
            throw new StartException(
                    "'" + wanted + "' cannot be started: " + e.getMessage() + "; the log tells more", e);
        }
    }

    private record Running(
            Home home,
            HomeLock lock,
            BundleCache cache,
            String index,
            RunningFramework framework,
            ConnectorRegistry registry,
            Completion completion) {}

    /** Collects what a runtime needs to know before it starts; not thread-safe. */
    public static final class Builder {
        private final Map<String, String> properties = new HashMap<>();
        private Path home;
        private Consumer<Redaction> redaction = ignored -> {};

        private Builder() {}

        /** The directory to work in; made if it is missing. Required. */
        public Builder home(Path value) {
            this.home = Objects.requireNonNull(value, "home");
            return this;
        }

        /**
         * A framework property, such as {@code felix.log.level}, or a setting of the runtime, such as {@code
         * trust.policy}; those that make the home are fixed.
         */
        public Builder property(String key, String value) {
            properties.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Hears at each start of what takes secrets out of texts, before anything runs that could tell one: for the
         * appenders of a host's log, through which connectors log. It goes on working after the runtime has stopped.
         */
        public Builder onRedaction(Consumer<Redaction> listener) {
            this.redaction = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** @throws IllegalStateException if no home was named */
        public Patchbay build() {
            if (home == null) {
                throw new IllegalStateException("'home' is required and missing; call home(path) first");
            }
            return new Patchbay(this);
        }
    }
}
