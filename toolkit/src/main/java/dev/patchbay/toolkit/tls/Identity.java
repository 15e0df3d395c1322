package dev.patchbay.toolkit.tls;

import dev.patchbay.model.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.interfaces.RSAKey;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Who an instance is to those who ask for a certificate: its own, else that of the JVM, else nobody. */
final class Identity {
    private static final char[] IN_MEMORY = "in-memory".toCharArray();
    private static final byte[] ANYTHING = {1, 2, 3};

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
            KeyStore store = certificate.keyStore("PKCS12", password);
            if (!hasKey(store)) {
                throw certificate.ofNoUse("there is no private key in it; put it there with its certificate");
            }
            return managers(store, password);
        }
        TlsFile owner = key.isNamed() ? key : certificate;
        PrivateKey ownKey = owner.privateKey();
        List<Certificate> chain = certificate.certificates();
        if (!isOf(ownKey, chain.get(0).getPublicKey())) {
            throw owner.ofNoUse("its key is not that of the first certificate of 'tls.certificate'; put the key's own"
                    + " certificate first, and those above it behind");
        }
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", ownKey, IN_MEMORY, chain.toArray(Certificate[]::new));
        return managers(own, IN_MEMORY);
    }

    private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
        for (String each : Collections.list(store.aliases())) {
            if (store.isKeyEntry(each)) {
                return true;
            }
        }
        return false;
    }

    /** The JDK does not look: whoever asks for the certificate would be the first to notice, and cannot say what it was. */
    private static boolean isOf(PrivateKey key, PublicKey known) throws GeneralSecurityException {
        if (key instanceof RSAKey own && known instanceof RSAKey other) {
            return own.getModulus().equals(other.getModulus());
        }
        if (!key.getAlgorithm().equals(known.getAlgorithm())) {
            return false;
        }
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm());
        signature.initSign(key);
        signature.update(ANYTHING);
        byte[] signed = signature.sign();
        signature.initVerify(known);
        signature.update(ANYTHING);
        try {
            return signature.verify(signed);
        } catch (SignatureException e) {
            // Of another curve: not even of its form.
            return false;
        }
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
