package dev.patchbay.registry.secret.exec;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.unload.RuntimeThreads;
import dev.patchbay.spi.SecretProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Resolves {@code $[exec:NAME]} and {@code $[exec:NAME/ARGUMENT]} by commands that the operator allows in the settings of
 * the runtime, see {@link AllowedCommand}. A command runs once at a time for each argument, whoever asks, and goes on when
 * somebody stops waiting for it: the next to ask gets what it printed.
 */
@Component
public final class ExecSecrets implements SecretProvider {
    private static final int AT_ONCE = 4;
    private static final int WAITING = 256;
    private static final int LITTLE = 100;
    /** For how long what was printed waits for somebody who asks again: longer than the runtime pauses at most. */
    private static final Duration UNASKED = Duration.ofSeconds(60);
    /** Less than the runtime waits for a provider, so that it is this who says what is the matter. */
    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private final UnaryOperator<String> settings;
    private final Path directory;
    private final Map<String, String> environment;
    private final Duration patience;
    /** What runs or has run; guarded by this, as is the next. */
    private final Map<String, Run> runs = new HashMap<>();

    /** When a command last took longer than anybody waits, whatever its argument; in nanoseconds. */
    private final Map<String, Long> late = new ConcurrentHashMap<>();

    private ExecutorService threads;

    @Activate
    public ExecSecrets(BundleContext context) {
        this(
                context::getProperty,
                Path.of(Optional.ofNullable(context.getProperty("patchbay.home"))
                        .orElse("")),
                System.getenv(),
                PATIENCE);
    }

    ExecSecrets(UnaryOperator<String> settings, Path directory, Map<String, String> environment, Duration patience) {
        this.settings = settings;
        this.directory = directory.toAbsolutePath();
        this.environment = environment;
        this.patience = patience;
    }

    @Override
    public String scheme() {
        return "exec";
    }

    @Override
    public Optional<Secret> resolve(String name) {
        AllowedCommand command = AllowedCommand.of(name, settings);
        if (Boolean.parseBoolean(settings.apply("patchbay.dry"))) {
            throw new ConnectorException(
                    ErrorCode.REMOTE_UNAVAILABLE,
                    "the command '" + name
                            + "' is not run where a home is only looked at; start the runtime, which runs"
                            + " it, or run it by hand");
        }
        Run run = run(name, command);
        try {
            Secret secret = run.printed.get(patience(name).toNanos(), TimeUnit.NANOSECONDS);
            run.told(command.keep());
            return Optional.of(secret);
        } catch (ExecutionException e) {
            run.told(Duration.ZERO);
            throw e.getCause() instanceof ConnectorException told ? told : failure(name, "failed");
        } catch (TimeoutException e) {
            late.put(program(name), System.nanoTime());
            throw failure(name, "has not ended yet and is asked again soon");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(name, "was given up");
        }
    }

    @Deactivate
    public synchronized void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
        runs.clear();
    }

    /** Little after the command was late: it is started, and who has many arguments for it waits once and not for each. */
    private Duration patience(String name) {
        Long at = late.get(program(name));
        return at == null || System.nanoTime() - at > patience.toNanos() ? patience : patience.dividedBy(LITTLE);
    }

    private static String program(String name) {
        return name.split("/", 2)[0];
    }

    private synchronized Run run(String name, AllowedCommand command) {
        runs.values().removeIf(Run::isOver);
        return runs.computeIfAbsent(name, each -> start(each, command));
    }

    private Run start(String name, AllowedCommand command) {
        if (threads == null) {
            threads = threads();
        }
        Execution execution = new Execution(name, command, directory, environment);
        try {
            return new Run(CompletableFuture.supplyAsync(execution::run, threads), command.keep());
        } catch (RejectedExecutionException e) {
            throw failure(name, "has to wait, for too many others do");
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                new RuntimeThreads("secrets-exec"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ConnectorException failure(String name, String fact) {
        return new ConnectorException(
                ErrorCode.REMOTE_UNAVAILABLE, "the command '" + name + "' " + fact + "; see whether it is stuck");
    }

    /** What a command printed, or will. */
    private static final class Run {
        private final CompletableFuture<Secret> printed;
        /** From when on it is no longer good; guarded by this, as is the next. */
        private long over;

        private boolean ending;

        Run(CompletableFuture<Secret> printed, Duration keep) {
            this.printed = printed;
            printed.whenComplete((secret, failure) -> goodFor(secret == null ? UNASKED : keep.plus(UNASKED)));
        }

        /** Somebody has got it. */
        void told(Duration keep) {
            goodFor(keep);
        }

        synchronized boolean isOver() {
            return ending && System.nanoTime() - over >= 0;
        }

        private synchronized void goodFor(Duration time) {
            long until = System.nanoTime() + time.toNanos();
            over = ending && until - over > 0 ? over : until;
            ending = true;
        }
    }
}
