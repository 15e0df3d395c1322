package dev.patchbay.registry.files;

import dev.patchbay.registry.secret.Secrets;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes in the home live in a tenth of a second: it calls the installers as soon as a file has been quiet. What
 * it misses, FileInstall's scan finds within two seconds, so it may give up whenever it does not understand a folder.
 * What lies there at the start is left to FileInstall's first scan: when that has ended, everything has been handed over.
 */
@Component(service = QuickWatch.class, immediate = true)
public final class QuickWatch {

    /** The service property of the installers that it calls. */
    public static final String QUICK = "patchbay.quick";

    private static final Logger LOG = LoggerFactory.getLogger(QuickWatch.class);
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final long STOP_MILLIS = 5_000;

    private final Predicate<String> names;
    private final List<ArtifactInstaller> installers;
    private final Secrets secrets;
    private final Optional<Path> secretFolder;
    private final Map<WatchKey, Path> folders = new HashMap<>();
    private final QuietFiles quiet = new QuietFiles(QUIET);
    private final WatchService watcher;
    private final Thread thread;

    @Activate
    public QuickWatch(
            BundleContext context,
            @Reference(
                            target = "(" + QUICK + "=true)",
                            cardinality = ReferenceCardinality.AT_LEAST_ONE,
                            policyOption = ReferencePolicyOption.GREEDY)
                    List<ArtifactInstaller> installers,
            @Reference Secrets secrets) {
        this(HomeFolders.home(context), watchedNames(context), installers, secrets);
    }

    /** The same names as FileInstall's, which leaves out hidden files and copies under way. */
    private static Predicate<String> watchedNames(BundleContext context) {
        String filter = context.getProperty("felix.fileinstall.filter");
        return filter == null ? name -> true : Pattern.compile(filter).asMatchPredicate();
    }

    /** Without a home it does nothing. */
    QuickWatch(Optional<Path> home, Predicate<String> names, List<ArtifactInstaller> installers, Secrets secrets) {
        this.names = names;
        this.installers = List.copyOf(installers);
        this.secrets = secrets;
        this.secretFolder = home.map(path -> HomeFolders.real(path.resolve("secrets")));
        this.watcher = home.map(QuickWatch::open).orElse(null);
        this.thread = new Thread(this::run, "patchbay-quick-watch");
        if (watcher != null) {
            home.ifPresent(path -> List.of("config", "deploy", "secrets").forEach(each -> watch(path.resolve(each))));
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Ends the thread before it returns, unless an installer holds it for long. */
    @Deactivate
    public void close() {
        if (watcher == null) {
            return;
        }
        try {
            watcher.close();
            thread.join(STOP_MILLIS);
        } catch (IOException e) {
            LOG.debug("The watch cannot be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WatchService open(Path home) {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            LOG.info("'{}' cannot be watched, changes are seen by the scan only: {}", home, e.getMessage());
            return null;
        }
    }

    private void watch(Path folder) {
        Path real = HomeFolders.real(folder);
        try {
            folders.put(
                    real.register(
                            watcher,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE),
                    real);
        } catch (IOException e) {
            LOG.info("'{}' cannot be watched, changes in it are seen by the scan only: {}", folder, e.toString());
        }
    }

    private void run() {
        try {
            while (true) {
                long wait = quiet.untilNext(System.nanoTime());
                WatchKey key = wait < 0 ? watcher.take() : watcher.poll(wait, TimeUnit.NANOSECONDS);
                if (key != null) {
                    note(key);
                }
                deliver(quiet.settled(System.nanoTime()));
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("The quick watch ends");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(WatchKey key) {
        Path folder = folders.get(key);
        long now = System.nanoTime();
        for (WatchEvent<?> event : key.pollEvents()) {
            // Behind the hidden links of a Kubernetes volume, all files change at once and none is reported.
            if (event.kind() == StandardWatchEventKinds.OVERFLOW
                    || event.context().toString().startsWith("..")) {
                touchAll(folder, now);
            } else {
                touch(folder.resolve(event.context().toString()), now);
            }
        }
        if (!key.reset()) {
            LOG.info("'{}' can no longer be watched, changes in it are seen by the scan only", folder);
            folders.remove(key);
        }
    }

    private void touchAll(Path folder, long now) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> touch(file, now));
        } catch (IOException e) {
            LOG.debug("'{}' cannot be listed; the scan will", folder, e);
        }
    }

    private void touch(Path file, long now) {
        if (isSecret(file)
                || names.test(file.getFileName().toString())
                        && installers.stream().anyMatch(each -> each.canHandle(file.toFile()))) {
            quiet.touched(file, now);
        }
    }

    private void deliver(List<Path> files) {
        for (Path file : files) {
            if (!isSecret(file) && !Files.isDirectory(file)) {
                installers.stream()
                        .filter(each -> each.canHandle(file.toFile()))
                        .findFirst()
                        .ifPresent(installer -> install(installer, file));
            }
        }
        files.stream()
                .filter(this::isSecret)
                .forEach(each -> secrets.changed("secret", each.getFileName().toString()));
    }

    private void install(ArtifactInstaller installer, Path file) {
        try {
            if (Files.exists(file)) {
                installer.update(file.toFile());
            } else {
                installer.uninstall(file.toFile());
            }
        } catch (Exception | LinkageError e) {
            LOG.warn("'{}' cannot be installed: {}; change it to try again", file.getFileName(), e.toString());
        }
    }

    private boolean isSecret(Path file) {
        return secretFolder.filter(folder -> folder.equals(file.getParent())).isPresent();
    }
}
