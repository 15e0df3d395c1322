package dev.patchbay.itests.exam;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What a test inside a foreign framework does with it: install bundles, write configurations, wait for their effect. */
final class Guests {
    private static final Path FOLDER = Path.of("target", "test-bundles", "guests");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final ConnectorRegistry registry;

    Guests(BundleContext context, ConfigurationAdmin configurations, ConnectorRegistry registry) {
        this.context = context;
        this.configurations = configurations;
        this.registry = registry;
    }

    /** Puts a bundle where a test inside the framework finds it by its name. */
    static void invite(Path jar) {
        try {
            Files.createDirectories(FOLDER);
            Files.copy(jar, FOLDER.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String location(String name) {
        return FOLDER.resolve(name + ".jar").toUri().toString();
    }

    /** Installs one of the bundles that {@link Foreign} made, and starts it if it resolves. */
    Bundle install(String name) throws BundleException {
        Bundle bundle = context.installBundle(location(name));
        try {
            bundle.start();
        } catch (BundleException unresolved) {
            if (unresolved.getType() != BundleException.RESOLVE_ERROR) {
                throw unresolved;
            }
        }
        return bundle;
    }

    /** As a program or a tool of that framework would. */
    Configuration configure(String type, String name, Map<String, Object> settings) throws IOException {
        Configuration configuration = configurations.getFactoryConfiguration("connector." + type, name, "?");
        Dictionary<String, Object> properties = new Hashtable<>(settings);
        configuration.update(properties);
        return configuration;
    }

    InstanceStatus await(String id, InstanceState state) {
        until(
                id + " is " + state,
                () -> find(id).filter(each -> each.state() == state).isPresent());
        return find(id).orElseThrow();
    }

    void awaitGone(String id) {
        until(id + " is gone", () -> find(id).isEmpty());
    }

    Optional<InstanceStatus> find(String id) {
        InstanceId wanted = InstanceId.parse(id);
        return registry.instances(InstanceFilter.all().where(wanted::equals)).stream()
                .findFirst();
    }

    static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "guest");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Whether a thread is in a method of a class, now. */
    static boolean isAnyoneIn(String type, String method) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().endsWith("." + type)
                        && frame.getMethodName().equals(method));
    }

    /** Awaitility is no bundle. */
    void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what + "; there are "
                        + registry.instances(InstanceFilter.all()).stream()
                                .map(each -> each.id() + " " + each.state() + " " + each.reason())
                                .toList());
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
