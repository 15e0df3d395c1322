package dev.patchbay.toolkit.http;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A client of the JDK and all of its threads, which end with it.
 *
 * <p>From Java 21 on a client can be closed. Before, its selector's thread ends when it is interrupted, and is to be found
 * by being alone in a group.
 */
final class OwnedClient implements AutoCloseable {
    private static final long PATIENCE = 2_000;

    private final HttpClient client;
    private final ExecutorService threads;
    private final Optional<ThreadGroup> group;

    private OwnedClient(HttpClient client, ExecutorService threads, Optional<ThreadGroup> group) {
        this.client = client;
        this.threads = threads;
        this.group = group;
    }

    static OwnedClient open(String name, HttpClient.Builder builder) {
        ExecutorService threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(null, name, task));
        builder.executor(threads);
        if (AutoCloseable.class.isAssignableFrom(HttpClient.class)) {
            return new OwnedClient(builder.build(), threads, Optional.empty());
        }
        ThreadGroup group = new ThreadGroup(name);
        CompletableFuture<HttpClient> made = new CompletableFuture<>();
        daemon(group, name, () -> {
                    try {
                        made.complete(builder.build());
                    } catch (RuntimeException | Error e) {
                        made.completeExceptionally(e);
                    }
                })
                .start();
        return new OwnedClient(made.join(), threads, Optional.of(group));
    }

    HttpClient client() {
        return client;
    }

    /** Ends what goes on, and returns when the threads have ended, or after two seconds. */
    @Override
    public void close() {
        if (group.isPresent()) {
            group.get().interrupt();
            // Most of its threads were begun by the selector's and are in its group, too.
            threads.shutdownNow();
            end(group.get());
        } else {
            shutdown();
            threads.shutdownNow();
        }
    }

    private void shutdown() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
            ((AutoCloseable) (Object) client).close();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an HTTP client does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("an HTTP client does not end", e);
        }
    }

    @SuppressWarnings("removal")
    private static void end(ThreadGroup group) {
        Thread[] last = new Thread[group.activeCount() + 8];
        int count = group.enumerate(last);
        try {
            for (int i = 0; i < count; i++) {
                last[i].join(PATIENCE);
            }
            group.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException e) {
            // Somebody is in it still: it stays with its parent, and is nothing but a name.
        }
    }

    private static Thread daemon(ThreadGroup group, String name, Runnable task) {
        Thread thread = new Thread(group, task, name);
        thread.setDaemon(true);
        return thread;
    }
}
