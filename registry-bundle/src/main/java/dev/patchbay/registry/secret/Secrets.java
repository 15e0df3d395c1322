package dev.patchbay.registry.secret;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.SecretProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Resolves references by their scheme: {@code secret} from files in the home's secrets/, {@code env} from the
 * environment, every other by the {@link SecretProvider} service of that scheme.
 */
@Component(
        service = {Secrets.class, SecretSource.class},
        immediate = true)
public final class Secrets implements SecretSource {
    private final SecretFiles files;
    private final Map<String, String> environment;
    private final BoundedProviders providers;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public Secrets(BundleContext context) {
        this(Optional.ofNullable(context.getProperty("patchbay.home")).map(Path::of), System.getenv());
    }

    /** Without a home there is no folder secrets/. */
    public Secrets(Optional<Path> home, Map<String, String> environment) {
        this.files = new SecretFiles(home.map(path -> path.resolve("secrets")));
        this.environment = environment;
        this.providers = new BoundedProviders();
    }

    @Override
    public Resolution resolve(SecretReference reference, String tenant) {
        return switch (reference.scheme()) {
            case "secret" -> files.resolve(reference.name());
            case "env" -> variable(reference.name());
            default -> providers.resolve(reference);
        };
    }

    /**
     * Asks to be told the scheme whenever references of it may resolve to something else than before. The listener is
     * called on threads of the platform and must return at once.
     *
     * @return ends it
     */
    public Runnable onChange(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells the listeners that references of a scheme may resolve to something else. */
    public void changed(String scheme) {
        listeners.forEach(listener -> listener.accept(scheme));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProvider(SecretProvider provider) {
        providers.add(provider, this::changed);
    }

    void unbindProvider(SecretProvider provider) {
        providers.remove(provider, this::changed);
    }

    @Deactivate
    public void close() {
        listeners.clear();
        providers.close();
    }

    private Resolution variable(String name) {
        String value = environment.get(name);
        return value == null
                ? Resolution.unresolved("the environment has no variable '" + name + "'; set it and start again")
                : Resolution.of(Secret.of(value));
    }
}
