package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.secret.StampedProvider;
import dev.patchbay.spi.SecretProvider;
import dev.patchbay.spi.WritableSecretProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Resolves {@code $[keystore:NAME]}. Where there is a home, the file is {@code data/secrets.p12} in it unless the setting
 * {@code keystore.file} of the runtime names another.
 */
@Component(
        service = {SecretProvider.class, Keystore.class},
        property = "patchbay.scheme=keystore")
public final class KeystoreSecrets implements WritableSecretProvider, StampedProvider, Keystore {
    static final String SCHEME = "keystore";
    static final String FILE = "keystore.file";

    private final Optional<Path> home;
    private final String named;
    private final Map<String, String> environment;
    /** Made at the first use, for most homes have no keystore; guarded by this. */
    private KeystoreFile file;

    @Activate
    public KeystoreSecrets(BundleContext context) {
        this(
                Optional.ofNullable(context.getProperty("patchbay.home")).map(Path::of),
                Optional.ofNullable(context.getProperty(FILE)).orElse(""),
                System.getenv());
    }

    KeystoreSecrets(Optional<Path> home, String named, Map<String, String> environment) {
        this.home = home;
        this.named = named;
        this.environment = environment;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Optional<Secret> resolve(String name) {
        return keystore().read(name);
    }

    @Override
    public Object stamp() {
        return home.isEmpty() ? List.of() : keystore().stamp();
    }

    @Override
    public void store(String name, Secret secret) {
        set(name, secret);
    }

    @Override
    public String file() {
        return keystore().path().toString();
    }

    @Override
    public List<String> names() {
        return keystore().names();
    }

    @Override
    public String set(String name, Secret secret) {
        PlaceName.require(name);
        if (secret.reveal().isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG, "'" + name + "' has no value; 'secret remove' takes a secret away");
        }
        return keystore().put(name, secret)
                ? "made a password for the keystore, in '" + file() + ".password': who can read both has the secrets"
                : "";
    }

    @Override
    public boolean remove(String name) {
        return keystore().remove(name);
    }

    private synchronized KeystoreFile keystore() {
        if (file == null) {
            Path directory = home.orElseThrow(() -> new ConnectorException(
                    ErrorCode.INVALID_CONFIG, "there is no home here that could have a keystore; use another scheme"));
            Path path = directory.resolve(named.isEmpty() ? "data/secrets.p12" : named);
            file = new KeystoreFile(path, new KeystorePassword(environment, directory, path));
        }
        return file;
    }
}
