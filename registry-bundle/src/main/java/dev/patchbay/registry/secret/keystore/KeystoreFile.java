package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.data.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keystore's file. Each look sees what another process has written meanwhile; what cannot be read is told, and never
 * overwritten. Thread-safe.
 */
final class KeystoreFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeystoreFile.class);
    private static final Duration TURN = Duration.ofSeconds(4);

    private final Path path;
    private final KeystorePassword password;
    /** What was read last; guarded by this, as are those below. */
    private OpenKeystore open = OpenKeystore.none();

    private Attempt failed = new Attempt(List.of(), "", null);
    /** Why secrets are old ones, empty text if they are not; written while this is held, read without waiting for it. */
    private volatile String told = "";

    KeystoreFile(Path path, KeystorePassword password) {
        this.path = path;
        this.password = password;
    }

    Path path() {
        return path;
    }

    /** The secret; if the file cannot be read any more, the one that was read before. */
    synchronized Optional<Secret> read(String name) {
        try {
            refresh();
            told = "";
        } catch (ConnectorException e) {
            if (!open.has(name)) {
                throw e;
            }
            if (!told.equals(e.getMessage())) {
                told = e.getMessage();
                LOG.warn("Secrets are those that the keystore had before: {}", told);
            }
        }
        return open.secret(name);
    }

    /**
     * Another one whenever the file is another, and each time while old secrets stand in for it: what mends that, such as
     * its password, may be anywhere. Nothing of the file is read.
     */
    Object stamp() {
        try {
            return told.isEmpty() ? OpenKeystore.stamp(path) : new Object();
        } catch (IOException absent) {
            return List.of();
        }
    }

    synchronized List<String> names() {
        refresh();
        return open.names();
    }

    /** @return whether a password was made for it */
    synchronized boolean put(String name, Secret secret) {
        return inTurn(() -> {
            boolean exists = Files.exists(path);
            Optional<String> found = exists ? Optional.of(password.require(path)) : password.find();
            String key = found.orElseGet(password::make);
            KeyStore store = exists ? OpenKeystore.load(path, Files.readAllBytes(path), key) : OpenKeystore.empty();
            SecretEntry.put(store, name, secret, key);
            write(store, key);
            return found.isEmpty();
        });
    }

    synchronized boolean remove(String name) {
        return Files.exists(path)
                && inTurn(() -> {
                    String key = password.require(path);
                    KeyStore store = OpenKeystore.load(path, Files.readAllBytes(path), key);
                    if (!store.containsAlias(name)) {
                        return false;
                    }
                    if (!store.entryInstanceOf(name, KeyStore.SecretKeyEntry.class)) {
                        throw new ConnectorException(
                                ErrorCode.INVALID_CONFIG,
                                "'" + name + "' is a certificate or key pair; use keytool for it");
                    }
                    store.deleteEntry(name);
                    write(store, key);
                    return true;
                });
    }

    private boolean inTurn(Change change) {
        try {
            Files.createDirectories(path.getParent());
            WritersLock turn = WritersLock.take(path, TURN);
            try {
                return change.make();
            } finally {
                turn.close();
            }
        } catch (IOException | UncheckedIOException | GeneralSecurityException e) {
            throw failure("cannot be written", e);
        }
    }

    private void write(KeyStore store, String key) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, key.toCharArray());
        // What a link stands for is replaced, not the link.
        Path real = Files.exists(path) ? path.toRealPath() : path;
        DurableFile.forOwner(real).write(bytes.toByteArray());
    }

    private void refresh() {
        try {
            if (Files.notExists(path)) {
                open = OpenKeystore.none();
                return;
            }
            List<Object> stamp = OpenKeystore.stamp(path);
            if (!open.isOf(stamp)) {
                reopen(stamp, password.require(path));
            }
        } catch (IOException e) {
            throw failure("cannot be read", e);
        }
    }

    /** A file that could not be opened is not tried again before it, or its password, is another. */
    private void reopen(List<Object> stamp, String key) throws IOException {
        if (failed.stamp.equals(stamp) && failed.password.equals(key)) {
            throw failed.failure;
        }
        try {
            open = OpenKeystore.read(path, key, stamp);
        } catch (ConnectorException e) {
            failed = new Attempt(stamp, key, e);
            throw e;
        }
    }

    private ConnectorException failure(String fact, Exception cause) {
        Throwable origin = cause instanceof UncheckedIOException ? cause.getCause() : cause;
        String kind = origin.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
        return new ConnectorException(
                ErrorCode.INVALID_CONFIG,
                "the keystore '" + path + "' " + fact + " (" + kind
                        + "); see to space and permissions there, for the user that the runtime runs as",
                cause);
    }

    /** Made while no other process makes one. */
    @FunctionalInterface
    private interface Change {
        boolean make() throws IOException, GeneralSecurityException;
    }

    private record Attempt(List<Object> stamp, String password, ConnectorException failure) {}
}
