package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A keystore as it was at one moment. To open an entry takes milliseconds, so what was opened is kept. Not thread-safe.
 */
final class OpenKeystore {
    private static final String TYPE = "PKCS12";

    private final KeyStore store;
    private final String password;
    /** When the file was as this is. */
    private final List<Object> stamp;

    private final Map<String, Secret> opened = new HashMap<>();

    private OpenKeystore(KeyStore store, String password, List<Object> stamp) {
        this.store = store;
        this.password = password;
        this.stamp = stamp;
    }

    /** That of a file which is not there. */
    static OpenKeystore none() {
        return new OpenKeystore(null, "", List.of());
    }

    /** The file as it is now; for as long as it has this stamp, that is. */
    static OpenKeystore read(Path path, String password, List<Object> stamp) throws IOException {
        return new OpenKeystore(load(path, Files.readAllBytes(path), password), password, stamp);
    }

    /** Another one whenever the file was replaced or written to. */
    static List<Object> stamp(Path path) throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return List.of(String.valueOf(now.fileKey()), now.lastModifiedTime(), now.size());
    }

    boolean isOf(List<Object> latest) {
        return stamp.equals(latest);
    }

    /** Of the secrets; a keystore may have certificates, too. */
    List<String> names() {
        try {
            List<String> names = new ArrayList<>();
            for (String each : store == null ? List.<String>of() : Collections.list(store.aliases())) {
                if (store.entryInstanceOf(each, KeyStore.SecretKeyEntry.class)) {
                    names.add(each);
                }
            }
            return names.stream().sorted().toList();
        } catch (KeyStoreException e) {
            throw new IllegalStateException("a keystore that was loaded is not loaded", e);
        }
    }

    boolean has(String name) {
        try {
            return store != null && store.containsAlias(name);
        } catch (KeyStoreException e) {
            throw new IllegalStateException("a keystore that was loaded is not loaded", e);
        }
    }

    Optional<Secret> secret(String name) {
        return has(name)
                ? Optional.of(opened.computeIfAbsent(name, each -> SecretEntry.get(store, each, password)))
                : Optional.empty();
    }

    static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore empty = KeyStore.getInstance(TYPE);
        empty.load(null, null);
        return empty;
    }

    /** @throws ConnectorException if the bytes are no keystore, or one of another password */
    static KeyStore load(Path path, byte[] bytes, String password) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(bytes), password.toCharArray());
            return store;
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
            throw unusable(path, wrong ? "has another password" : "is damaged, or no PKCS#12 file", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unusable(path, "needs what this Java does not have, or is damaged", e);
        }
    }

    private static ConnectorException unusable(Path path, String fact, Exception cause) {
        return new ConnectorException(
                ErrorCode.INVALID_CONFIG,
                "the keystore '" + path + "' " + fact + "; nothing of it was changed: name its password in "
                        + KeystorePassword.VARIABLE + ", or put a copy of it there that is whole",
                cause);
    }
}
