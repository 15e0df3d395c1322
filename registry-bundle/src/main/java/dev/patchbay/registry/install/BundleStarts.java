package dev.patchbay.registry.install;

import dev.patchbay.registry.lifecycle.Background;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts bundles on threads of their own: an activator that blocks holds up itself only. Thread-safe. */
final class BundleStarts implements AutoCloseable {
    private final ExecutorService threads = Background.unlimited("start");
    private final Map<Long, Start> running = new ConcurrentHashMap<>();

    private static final class Start {
        /** Empty if the bundle has started, else why it has not. */
        private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

        /** The one that runs it; guarded by this. */
        private Thread thread;

        private synchronized void on(Thread current) {
            thread = current;
        }

        private synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        private synchronized Optional<String> place() {
            return Optional.ofNullable(thread)
                    .flatMap(at -> Arrays.stream(at.getStackTrace())
                            .filter(frame -> !isOfTheJdk(frame.getClassName()))
                            .findFirst()
                            .map(frame -> "thread " + at.getName() + ", now in " + frame.getClassName() + "."
                                    + frame.getMethodName()));
        }

        private static boolean isOfTheJdk(String className) {
            return className.startsWith("java.") || className.startsWith("jdk.") || className.startsWith("sun.");
        }
    }

    /** Begins to start a bundle, or finds that it has begun; completes with why it failed, or with nothing. */
    CompletableFuture<Optional<String>> start(Bundle bundle) {
        Start fresh = new Start();
        Start present = running.putIfAbsent(bundle.getBundleId(), fresh);
        if (present != null) {
            return present.outcome;
        }
        try {
            threads.execute(() -> run(bundle, fresh));
        } catch (RejectedExecutionException ending) {
            running.remove(bundle.getBundleId());
            fresh.outcome.complete(Optional.of("was not started, because the runtime stops"));
        }
        return fresh.outcome;
    }

    boolean isStarting(Bundle bundle) {
        return running.containsKey(bundle.getBundleId());
    }

    /** Which thread starts a bundle, and where it is; empty if none does. */
    Optional<String> place(Bundle bundle) {
        return Optional.ofNullable(running.get(bundle.getBundleId())).flatMap(Start::place);
    }

    /** Asks a start to give up. */
    void cancel(Bundle bundle) {
        Optional.ofNullable(running.get(bundle.getBundleId())).ifPresent(Start::interrupt);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void run(Bundle bundle, Start start) {
        Optional<String> failure;
        start.on(Thread.currentThread());
        try {
            // Without a mark in the cache: what runs after the next start is decided anew.
            bundle.start(Bundle.START_TRANSIENT);
            failure = Optional.empty();
        } catch (BundleException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            failure = Optional.of(cause == failed ? String.valueOf(failed.getMessage()) : text(cause));
        } catch (RuntimeException | Error failed) {
            failure = Optional.of(text(failed));
        } finally {
            start.on(null);
            running.remove(bundle.getBundleId());
        }
        start.outcome.complete(failure);
    }

    /** With what lies behind it: of a class that cannot be initialised, only that tells why. */
    private static String text(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == failure ? failure.toString() : failure + " (" + root + ")";
    }
}
