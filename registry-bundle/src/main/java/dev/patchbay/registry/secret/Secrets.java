package dev.patchbay.registry.secret;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.spi.SecretProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Resolves references by their scheme: {@code secret} from files in the home's secrets/, {@code env} from the
 * environment, every other by the {@link SecretProvider} service of that scheme. What was resolved stays in memory for as
 * long as an instance uses it, and is read again when somebody tells that it has changed; providers are asked from time
 * to time.
 */
@Component(
        service = {Secrets.class, SecretSource.class},
        immediate = true)
public final class Secrets implements SecretSource {

    /** The service property of the providers that are the runtime's own: their scheme. */
    public static final String OWN_SCHEME = "patchbay.scheme";

    /** The setting of the runtime that says how often providers are asked. */
    public static final String REFRESH = "secrets.refresh";

    private final SecretFiles files;
    private final Function<String, Optional<String>> variables;
    private final Optional<SecretProvider> keystore;
    private final BoundedProviders providers = new BoundedProviders();
    private final Refresher refresher;
    private final KnownSecrets known;
    private final Runnable endOfNews;

    @Activate
    public Secrets(
            BundleContext context,
            @Reference Variables variables,
            @Reference(target = "(" + OWN_SCHEME + "=keystore)") SecretProvider keystore) {
        this(
                Optional.ofNullable(context.getProperty("patchbay.home")).map(Path::of),
                variables,
                Optional.of(keystore),
                RefreshPause.of(context.getProperty(REFRESH)));
    }

    /** Without a home there is no folder secrets/. */
    public Secrets(Optional<Path> home, Map<String, String> environment) {
        this(home, environment, RefreshPause.USUAL);
    }

    /** @param refresh how long after an answer a provider is asked again */
    public Secrets(Optional<Path> home, Map<String, String> environment, Duration refresh) {
        this(home, new Variables(environment, Optional.empty()), Optional.empty(), refresh);
    }

    /** @param keystore is there from the beginning, as other providers are not */
    Secrets(Optional<Path> home, Variables variables, Optional<SecretProvider> keystore, Duration refresh) {
        this.files = new SecretFiles(home.map(path -> path.resolve("secrets")));
        this.variables = variables::value;
        this.keystore = keystore;
        this.refresher = new Refresher(refresh);
        this.known = new KnownSecrets(this::read, refresher::arm);
        refresher.use(known, this::stamp);
        keystore.ifPresent(provider -> providers.addOwn(provider, "keystore"));
        this.endOfNews = variables.listen(names -> known.refresh(known.inScheme("env").stream()
                .filter(key -> names.contains(key.name()))
                .toList()));
    }

    @Override
    public Resolution resolve(SecretReference reference, String tenant) {
        return known.get(SecretKey.of(reference, tenant));
    }

    @Override
    public void renew(Collection<SecretReference> references, String tenant) {
        Set<SecretKey> keys =
                references.stream().map(each -> SecretKey.of(each, tenant)).collect(Collectors.toSet());
        known.refresh(keys);
    }

    @Override
    public boolean changedSince(long moment, SecretReference reference, String tenant) {
        return known.find(SecretKey.of(reference, tenant))
                .map(each -> each.changedSince(moment))
                .orElse(false);
    }

    @Override
    public Optional<String> store(SecretReference reference, String tenant, Secret secret) {
        SecretKey key = SecretKey.of(reference, tenant);
        Optional<String> refusal = switch (key.scheme()) {
            case "secret" -> files.store(key.name(), tenant, secret);
            case "env" -> Optional.of("the environment cannot be changed; refer to $[keystore:NAME] instead");
            default -> providers.store(key.scheme(), placeToStore(key), secret);
        };
        if (refusal.isEmpty()) {
            known.stored(key, secret);
        }
        return refusal;
    }

    @Override
    public void use(InstanceId id, Collection<SecretReference> references) {
        known.use(
                id,
                references.stream().map(each -> SecretKey.of(each, id.tenant())).collect(Collectors.toSet()));
    }

    /** All that are in memory: those that instances use, and those that somebody has just asked for. */
    public List<Secret> inMemory() {
        return known.secrets().toList();
    }

    /**
     * Asks to be told of the instances that use a secret which has changed, which can be had again, or no longer. The
     * listener must return at once.
     *
     * @return ends it
     */
    public Runnable onChange(Consumer<Set<InstanceId>> listener) {
        return known.listen(listener);
    }

    /** All secrets of a scheme may have changed: they are read again soon, and those who use one that has are told. */
    public void changed(String scheme) {
        refresher.hurry(scheme);
    }

    /**
     * A secret may have changed, come or gone: it is read again at once, and those who use it are told.
     *
     * @param place where it lies, for a scheme that has places: {@code NAME}, {@code TENANT/NAME}, {@code @shared/NAME}
     */
    public void changed(String scheme, String place) {
        known.refresh(known.inScheme(scheme).stream()
                .filter(key -> SecretPlaces.concerns(place, key))
                .toList());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProvider(SecretProvider provider) {
        if (keystore.filter(own -> own == provider).isEmpty()) {
            providers.add(provider, this::changed);
        }
    }

    /** A provider that changes the properties of its service says that its secrets may have changed. */
    void updatedProvider(SecretProvider provider) {
        providers.schemeOf(provider).ifPresent(this::changed);
    }

    void unbindProvider(SecretProvider provider) {
        providers.remove(provider, this::changed);
    }

    @Deactivate
    public void close() {
        endOfNews.run();
        known.close();
        refresher.close();
        providers.close();
    }

    private Optional<Object> stamp(String scheme) {
        return keystore.filter(own -> scheme.equals("keystore"))
                .filter(StampedProvider.class::isInstance)
                .map(own -> ((StampedProvider) own).stamp());
    }

    private Resolution read(SecretKey key) {
        return switch (key.scheme()) {
            case "secret" -> files.resolve(key.name(), key.tenant());
            case "env" -> variable(key.name());
            default -> providers.resolve(key.scheme(), places(key));
        };
    }

    /** What the provider is asked for, in turn. */
    private static List<String> places(SecretKey key) {
        return SecretPlaces.has(key.scheme()) ? SecretPlaces.of(key.tenant(), key.name()) : List.of(key.name());
    }

    private static String placeToStore(SecretKey key) {
        return SecretPlaces.has(key.scheme()) ? SecretPlaces.own(key.tenant(), key.name()) : key.name();
    }

    private Resolution variable(String name) {
        return variables
                .apply(name)
                .map(value -> Resolution.of(Secret.of(value)))
                .orElseGet(() -> Resolution.unresolved("neither the environment nor .env has a variable '" + name
                        + "'; set it in .env, or in the environment and start again"));
    }
}
