package org.example.secrets;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.SecretProvider;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Resolves $[safe:NAME] by a file of properties that the framework property safe.file names. */
@Component
public final class SafeSecrets implements SecretProvider {
    private final Path file;

    @Activate
    public SafeSecrets(BundleContext context) {
        this.file = Path.of(context.getProperty("safe.file"));
    }

    @Override
    public String scheme() {
        return "safe";
    }

    @Override
    public Optional<Secret> resolve(String name) {
        Properties all = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            all.load(text);
        } catch (IOException e) {
            throw new ConnectorException(
                    ErrorCode.REMOTE_UNAVAILABLE, "the safe '" + file + "' cannot be opened; see that it is there");
        }
        return Optional.ofNullable(all.getProperty(name)).map(Secret::of);
    }
}
