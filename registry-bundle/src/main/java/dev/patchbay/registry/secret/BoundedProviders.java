package dev.patchbay.registry.secret;

import dev.patchbay.model.Secret;
import dev.patchbay.registry.unload.RuntimeThreads;
import dev.patchbay.spi.SecretProvider;
import dev.patchbay.spi.WritableSecretProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers that others wrote: each call is bounded in time, and a hung one holds few threads. */
final class BoundedProviders {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedProviders.class);
    private static final int THREADS = 32;

    private final List<BoundedProvider> providers = new CopyOnWriteArrayList<>();
    private final Duration limit;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), BoundedProviders::daemon);

    BoundedProviders() {
        this(Duration.ofSeconds(5));
    }

    BoundedProviders(Duration limit) {
        this.limit = limit;
    }

    /** One of the runtime's own, for a scheme that no other may have. */
    void addOwn(SecretProvider service, String scheme) {
        BoundedProvider provider = new BoundedProvider(service, threads, limit);
        provider.name(scheme);
        providers.add(provider);
    }

    /** Asks the provider for its scheme, which is foreign code, so on a thread of ours; then tells it. */
    void add(SecretProvider service, Consumer<String> then) {
        BoundedProvider provider = new BoundedProvider(service, threads, limit);
        providers.add(provider);
        start(() -> {
            String scheme = service.scheme();
            if (SecretPlaces.has(scheme)) {
                LOG.warn(
                        "A provider of secrets says that its scheme is '{}', which is the runtime's; it is not used",
                        scheme);
                return;
            }
            provider.name(scheme);
            then.accept(scheme);
        });
    }

    void remove(SecretProvider service, Consumer<String> then) {
        find(service).ifPresent(provider -> {
            providers.remove(provider);
            provider.scheme().ifPresent(scheme -> start(() -> then.accept(scheme)));
        });
    }

    /** Empty while that is not known. */
    Optional<String> schemeOf(SecretProvider service) {
        return find(service).flatMap(BoundedProvider::scheme);
    }

    /** The first that there is of these names. */
    Resolution resolve(String scheme, List<String> names) {
        return with(scheme, provider -> {
                    for (String name : names) {
                        BoundedProvider.Answer<Optional<Secret>> answer = provider.ask(asked -> asked.resolve(name));
                        if (answer.isInterrupted()) {
                            return Resolution.INTERRUPTED;
                        }
                        if (!answer.refusal().isEmpty()) {
                            return Resolution.unresolved(answer.refusal());
                        }
                        if (answer.value().isPresent()) {
                            return Resolution.of(answer.value().get());
                        }
                    }
                    return Resolution.unresolved("the provider of '" + scheme + "' has no "
                            + names.stream().collect(Collectors.joining("' or '", "'", "'")));
                })
                .orElseGet(() -> Resolution.unresolved(nobody(scheme)));
    }

    /** Has a secret kept; empty if it was. */
    Optional<String> store(String scheme, String name, Secret secret) {
        return with(scheme, provider -> {
                    if (!provider.isWritable()) {
                        return Optional.of(
                                "the provider of '" + scheme + "' only reads; refer to $[keystore:NAME] instead");
                    }
                    BoundedProvider.Answer<Boolean> answer = provider.ask(asked -> {
                        ((WritableSecretProvider) asked).store(name, secret);
                        return true;
                    });
                    return answer.refusal().isEmpty() ? Optional.<String>empty() : Optional.of(answer.refusal());
                })
                .orElseGet(() -> Optional.of(nobody(scheme)));
    }

    void close() {
        providers.clear();
        threads.shutdownNow();
    }

    private <T> Optional<T> with(String scheme, Function<BoundedProvider, T> action) {
        return providers.stream()
                .filter(each -> each.scheme().filter(scheme::equals).isPresent())
                .findFirst()
                .map(action);
    }

    private Optional<BoundedProvider> find(SecretProvider service) {
        return providers.stream().filter(each -> each.isOf(service)).findFirst();
    }

    private static String nobody(String scheme) {
        return "nobody provides secrets of the scheme '" + scheme
                + "'; use secret or env, or install the bundle that does";
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
}
