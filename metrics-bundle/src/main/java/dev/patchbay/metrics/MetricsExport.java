package dev.patchbay.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the metrics out, as {@code config/metrics.cfg} says: over HTTP, as a file, or both. Without that file it is not
 * there. What cannot be opened or written harms nobody else: it is told, and tried again.
 */
@Component(
        service = {},
        configurationPid = "metrics",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MetricsExport {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsExport.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final MetricsText metrics;
    private final MetricsSettings settings;
    private final Duration again;
    private final Optional<TextFile> file;
    private final ScheduledThreadPoolExecutor worker;
    /** Only for the worker, and for whoever comes after it. */
    private volatile HttpEndpoint endpoint;

    /** Only for the worker. */
    private boolean told;

    @Activate
    public MetricsExport(BundleContext context, Map<String, Object> properties, @Reference MetricsText metrics) {
        this(
                properties,
                Optional.ofNullable(context.getProperty("patchbay.home")).map(Path::of),
                metrics,
                AGAIN);
    }

    /** @param again when to try again to open a port that somebody else has */
    MetricsExport(Map<String, ?> properties, Optional<Path> home, MetricsText metrics, Duration again) {
        this.metrics = metrics;
        this.settings = new MetricsSettings(properties, home);
        this.again = again;
        settings.problems().forEach(each -> LOG.warn("metrics.cfg: {}", each));
        this.file = settings.file().map(each -> new TextFile(each, metrics));
        this.worker = new ScheduledThreadPoolExecutor(1, MetricsExport::thread);
        settings.port().ifPresent(port -> worker.execute(() -> open(port)));
        file.ifPresent(each -> worker.scheduleWithFixedDelay(
                each::write, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS));
    }

    @Deactivate
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the metrics are still being written; a disk or an address takes long to answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (endpoint != null) {
            endpoint.close();
        }
        file.ifPresent(TextFile::delete);
    }

    /** The port that is listened at; empty as long as there is none. */
    Optional<Integer> port() {
        return Optional.ofNullable(endpoint).map(HttpEndpoint::port);
    }

    /** The first failure is told; later ones are the same one. */
    private void open(int port) {
        String address = settings.address();
        try {
            endpoint = new HttpEndpoint(new InetSocketAddress(InetAddress.getByName(address), port), metrics, PATIENCE);
            LOG.info("metrics are at http://{}:{}/metrics", address, endpoint.port());
        } catch (IOException | RuntimeException e) {
            if (!told) {
                LOG.warn(
                        "metrics.cfg: nobody can be answered at '{}', port {}: {}; free that port or set another one, this"
                                + " is tried again every {} s, and all else goes on",
                        address,
                        port,
                        e.getMessage(),
                        again.toSeconds());
            }
            told = true;
            worker.schedule(() -> open(port), again.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The server's own thread is one of those that keep no JVM running because this one is. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "patchbay-metrics");
        thread.setDaemon(true);
        return thread;
    }
}
