package dev.patchbay.registry.secret;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.unload.RuntimeThreads;
import dev.patchbay.spi.SecretProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers that others wrote: each call is bounded in time, and a hung one holds few threads. */
final class BoundedProviders {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedProviders.class);
    private static final int THREADS = 8;
    private static final int CALLS_EACH = 2;

    private final List<Provider> providers = new CopyOnWriteArrayList<>();
    private final Duration limit;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), BoundedProviders::daemon);

    BoundedProviders() {
        this(Duration.ofSeconds(5));
    }

    BoundedProviders(Duration limit) {
        this.limit = limit;
    }

    /** Asks the provider for its scheme, which is foreign code, so on a thread of ours; then tells it. */
    void add(SecretProvider service, Consumer<String> then) {
        Provider provider = new Provider(service);
        providers.add(provider);
        start(() -> {
            provider.scheme = service.scheme();
            then.accept(provider.scheme);
        });
    }

    void remove(SecretProvider service, Consumer<String> then) {
        providers.stream().filter(each -> each.service == service).findFirst().ifPresent(provider -> {
            providers.remove(provider);
            if (provider.scheme != null) {
                start(() -> then.accept(provider.scheme));
            }
        });
    }

    Resolution resolve(SecretReference reference) {
        String scheme = reference.scheme();
        return providers.stream()
                .filter(each -> scheme.equals(each.scheme))
                .findFirst()
                .map(provider -> ask(provider, reference))
                .orElseGet(() -> Resolution.unresolved("nobody provides secrets of the scheme '" + scheme
                        + "'; use secret or env, or install the bundle that does"));
    }

    void close() {
        providers.clear();
        threads.shutdownNow();
    }

    private Resolution ask(Provider provider, SecretReference reference) {
        String who = "the provider of '" + reference.scheme() + "' ";
        if (!provider.permits.tryAcquire()) {
            return Resolution.unresolved(who + "still works on earlier questions; see whether what it asks is up");
        }
        Future<Optional<Secret>> answer;
        try {
            answer = threads.submit(() -> {
                try {
                    return provider.service.resolve(reference.name());
                } finally {
                    provider.permits.release();
                }
            });
        } catch (RejectedExecutionException e) {
            provider.permits.release();
            return Resolution.unresolved(who + "cannot be asked now: too many others are");
        }
        return await(answer, who, reference);
    }

    private Resolution await(Future<Optional<Secret>> answer, String who, SecretReference reference) {
        try {
            Optional<Secret> secret = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (secret == null) {
                return Resolution.unresolved(who + "returned null, which is a fault in it");
            }
            return secret.map(Resolution::of)
                    .orElseGet(() -> Resolution.unresolved(who + "has no '" + reference.name() + "'"));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Resolution.unresolved(who + "gave no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectorException told) {
                return Resolution.unresolved(told.getMessage());
            }
            // Only the kind of failure: its message was written by others and may hold the secret.
            return Resolution.unresolved(
                    who + "failed with " + e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Resolution.unresolved("the question was interrupted");
        }
    }

    private void start(Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("A provider of secrets cannot tell its scheme and is not used; mend or remove it", e);
            }
        };
        try {
            threads.execute(guarded);
        } catch (RejectedExecutionException e) {
            daemon(guarded).start();
        }
    }

    private static Thread daemon(Runnable work) {
        return RuntimeThreads.make("patchbay-secrets", work);
    }

    private static final class Provider {
        private final SecretProvider service;
        private final Semaphore permits = new Semaphore(CALLS_EACH);
        private volatile String scheme;

        Provider(SecretProvider service) {
            this.service = service;
        }
    }
}
