package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.pem.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom an instance trusts besides those whom the JVM trusts, and who it says it is. */
final class Tls {
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private final NetworkSettings settings;
    private final Function<String, Secret> secrets;
    private final UnaryOperator<String> environment;

    private Tls(NetworkSettings settings, Function<String, Secret> secrets, UnaryOperator<String> environment) {
        this.settings = settings;
        this.secrets = secrets;
        this.environment = environment;
    }

    /**
     * Empty if all is as the JVM has it.
     *
     * @throws ConnectorException with INVALID_CONFIG if a file is not what it should be
     */
    static Optional<SSLContext> of(
            NetworkSettings settings, Function<String, Secret> secrets, UnaryOperator<String> environment) {
        String global = environment.apply("SSL_CERT_FILE");
        boolean ours = !settings.tls_ca().isEmpty()
                || !settings.tls_certificate().isEmpty()
                || (global != null && !global.isBlank());
        return ours ? Optional.of(new Tls(settings, secrets, environment).context()) : Optional.empty();
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(), trust(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    "the certificates of the instance cannot be used together; see that 'tls.key' belongs to"
                            + " 'tls.certificate'",
                    e);
        }
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        int count = 0;
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        for (TrustManager each : usual.getTrustManagers()) {
            if (each instanceof X509TrustManager manager) {
                for (X509Certificate authority : manager.getAcceptedIssuers()) {
                    trusted.setCertificateEntry("usual-" + count++, authority);
                }
            }
        }
        String global = environment.apply("SSL_CERT_FILE");
        for (Certificate each : global == null ? List.<Certificate>of() : authorities("SSL_CERT_FILE", global)) {
            trusted.setCertificateEntry("global-" + count++, each);
        }
        for (Certificate each : authorities("tls.ca", settings.tls_ca())) {
            trusted.setCertificateEntry("own-" + count++, each);
        }
        TrustManagerFactory all = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        all.init(trusted);
        return all.getTrustManagers();
    }

    private static List<Certificate> authorities(String key, String file) {
        return file.isBlank() ? List.of() : certificates(key, text(key, file));
    }

    private static List<Certificate> certificates(String key, String pem) {
        try {
            List<Certificate> found = Pem.certificates(pem);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate in it; put one there as PEM");
            }
            return found;
        } catch (IllegalArgumentException e) {
            throw invalid(key, e.getMessage());
        }
    }

    /** Null for none, as the JDK has it. */
    private KeyManager[] identity() throws IOException, GeneralSecurityException {
        String file = settings.tls_certificate();
        if (file.isEmpty()) {
            return ofJvm();
        }
        if (file.endsWith(".p12") || file.endsWith(".pfx")) {
            char[] password = settings.tls_password().isEmpty()
                    ? new char[0]
                    : secrets.apply("tls.password").reveal().toCharArray();
            return managers(loaded("tls.certificate", Path.of(file), "PKCS12", password), password);
        }
        String pem = text("tls.certificate", file);
        String keyPem = settings.tls_key().isEmpty() ? pem : text("tls.key", settings.tls_key());
        KeyStore own = empty();
        try {
            own.setKeyEntry(
                    "own",
                    Pem.key(keyPem),
                    IN_MEMORY,
                    certificates("tls.certificate", pem).toArray(Certificate[]::new));
        } catch (IllegalArgumentException e) {
            throw invalid(settings.tls_key().isEmpty() ? "tls.certificate" : "tls.key", e.getMessage());
        }
        return managers(own, IN_MEMORY);
    }

    /** A context of our own does not look at these by itself. */
    private static KeyManager[] ofJvm() throws IOException, GeneralSecurityException {
        String file = System.getProperty("javax.net.ssl.keyStore", "");
        if (file.isEmpty()) {
            return null;
        }
        char[] password =
                System.getProperty("javax.net.ssl.keyStorePassword", "").toCharArray();
        String type = System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType());
        return managers(loaded("javax.net.ssl.keyStore", Path.of(file), type, password), password);
    }

    private static KeyManager[] managers(KeyStore keys, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory.getKeyManagers();
    }

    private static KeyStore loaded(String key, Path file, String type, char[] password) {
        try (InputStream bytes = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(bytes, password);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw invalid(key, "it cannot be read as " + type + "; see that it is there and its password right");
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String text(String key, String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException | RuntimeException e) {
            throw invalid(key, "it cannot be read; see that it is there, for the user that runs this");
        }
    }

    private static ConnectorException invalid(String key, String why) {
        return new ConnectorException(ErrorCode.INVALID_CONFIG, "the file of '" + key + "' is of no use: " + why);
    }
}
