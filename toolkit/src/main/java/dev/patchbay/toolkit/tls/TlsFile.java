package dev.patchbay.toolkit.tls;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.pem.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Locale;

/**
 * A file that is named by a setting, an environment variable or a system property; read when it is asked for.
 *
 * @param key by what it is named, which an error tells
 */
record TlsFile(String key, String path) {

    boolean isNamed() {
        return !path.isBlank();
    }

    boolean isKeyStore() {
        String name = path.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    /** @throws ConnectorException with INVALID_CONFIG if there is none in it */
    List<Certificate> certificates() {
        try {
            List<Certificate> found = Pem.certificates(text());
            if (found.isEmpty()) {
                throw ofNoUse("there is no certificate in it; put one there as PEM");
            }
            return found;
        } catch (IllegalArgumentException e) {
            throw ofNoUse(e.getMessage());
        }
    }

    /** @throws ConnectorException with INVALID_CONFIG if there is none in it */
    PrivateKey privateKey() {
        try {
            return Pem.key(text());
        } catch (IllegalArgumentException e) {
            throw ofNoUse(e.getMessage());
        }
    }

    /** @throws ConnectorException with INVALID_CONFIG if it is none of this type with this password */
    KeyStore keyStore(String type, char[] password) {
        try (InputStream bytes = Files.newInputStream(Path.of(path.strip()))) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(bytes, password);
            return store;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw ofNoUse("it cannot be read as " + type + "; see that it is there and its password right");
        }
    }

    private String text() {
        try {
            return Files.readString(Path.of(path.strip()), StandardCharsets.ISO_8859_1);
        } catch (IOException | RuntimeException e) {
            throw ofNoUse("it cannot be read; see that it is there, for the user that runs this");
        }
    }

    ConnectorException ofNoUse(String why) {
        return new ConnectorException(ErrorCode.INVALID_CONFIG, "the file of '" + key + "' is of no use: " + why);
    }
}
