package dev.patchbay.vault;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.SecretProvider;
import dev.patchbay.spi.WritableSecretProvider;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Resolves {@code $[vault:mount/path#key]}, and keeps what connectors store there. */
@Component(service = SecretProvider.class)
public final class VaultSecrets implements WritableSecretProvider {
    private final VaultSettings settings;
    private final LongSupplier clock;
    private final ShortMemory memory;
    /** Made at the first question, so that what is wrong is told to who asks; guarded by this, as is the next. */
    private VaultHttp http;

    private KeyValues values;

    @Activate
    public VaultSecrets(BundleContext context) {
        this(context::getProperty, System.getenv(), System::nanoTime);
    }

    VaultSecrets(UnaryOperator<String> properties, Map<String, String> environment, LongSupplier clock) {
        this.settings = new VaultSettings(properties, environment);
        this.clock = clock;
        this.memory = new ShortMemory(clock);
    }

    @Override
    public String scheme() {
        return "vault";
    }

    @Override
    public Optional<Secret> resolve(String name) {
        VaultPath path = path(name);
        KeyValues.Version found = memory.get(path, each -> values().read(each));
        if (found.keys().isEmpty()) {
            throw Refusal.wrong(
                    "Vault has nothing at '" + path.path() + "' (404), or hides it; write it there, or see to the"
                            + " path: its first part is the engine's mount");
        }
        return Optional.of(found.key(path.key())
                .orElseThrow(() -> Refusal.wrong("'" + path.path() + "' in Vault has no key '" + path.key()
                        + "'; add it, or see to its spelling")));
    }

    @Override
    public void store(String name, Secret secret) {
        VaultPath path = path(name);
        try {
            values().write(path, secret);
        } finally {
            memory.forget(path);
        }
    }

    @Deactivate
    public synchronized void close() {
        if (http != null) {
            http.close();
        }
    }

    private VaultPath path(String name) {
        return VaultPath.of(name, settings.text("MOUNT"));
    }

    private synchronized KeyValues values() {
        if (values == null) {
            Login login = Login.of(settings);
            http = new VaultHttp(settings);
            values = new KeyValues(http, new TokenKeeper(http, login, clock));
        }
        return values;
    }
}
