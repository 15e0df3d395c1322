package dev.patchbay.toolkit.tls;

import dev.patchbay.model.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Who an instance is to those who ask for a certificate: its own, else that of the JVM, else nobody. */
final class Identity {
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private final TlsFile certificate;
    private final TlsFile key;
    private final boolean hasPassword;
    private final Function<String, Secret> secrets;

    Identity(TlsSettings settings, Function<String, Secret> secrets) {
        this.certificate = new TlsFile("tls.certificate", settings.tls_certificate());
        this.key = new TlsFile("tls.key", settings.tls_key());
        this.hasPassword = !settings.tls_password().isEmpty();
        this.secrets = secrets;
    }

    boolean isOwn() {
        return certificate.isNamed();
    }

    /** Null for none, as the JDK has it. */
    KeyManager[] managers() throws IOException, GeneralSecurityException {
        if (!isOwn()) {
            return ofJvm();
        }
        if (certificate.isKeyStore()) {
            char[] password =
                    hasPassword ? secrets.apply("tls.password").reveal().toCharArray() : new char[0];
            return managers(certificate.keyStore("PKCS12", password), password);
        }
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "own",
                (key.isNamed() ? key : certificate).privateKey(),
                IN_MEMORY,
                certificate.certificates().toArray(Certificate[]::new));
        return managers(own, IN_MEMORY);
    }

    /** A context of our own does not look at these by itself. */
    private static KeyManager[] ofJvm() throws GeneralSecurityException {
        TlsFile file = new TlsFile("javax.net.ssl.keyStore", System.getProperty("javax.net.ssl.keyStore", ""));
        if (!file.isNamed()) {
            return null;
        }
        char[] password =
                System.getProperty("javax.net.ssl.keyStorePassword", "").toCharArray();
        String type = System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType());
        return managers(file.keyStore(type, password), password);
    }

    private static KeyManager[] managers(KeyStore keys, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory.getKeyManagers();
    }
}
