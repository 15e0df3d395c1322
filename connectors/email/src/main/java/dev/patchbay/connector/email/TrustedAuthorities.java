package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted: the authorities that the JVM knows, and those in a file. Thread-safe. */
final class TrustedAuthorities {
    private final String file;
    private SSLSocketFactory sockets; // guarded by this; made when first needed, as it reads many certificates

    /** @param file PEM certificates; empty for none */
    TrustedAuthorities(String file) {
        this.file = file;
    }

    /** @throws ConnectorException with INVALID_CONFIG if the file cannot be read */
    synchronized SSLSocketFactory sockets() {
        if (sockets == null) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, trust(file.isEmpty() ? null : everybody()), null);
                sockets = context.getSocketFactory();
            } catch (GeneralSecurityException | IOException | InvalidPathException e) {
                throw new ConnectorException(
                        ErrorCode.INVALID_CONFIG,
                        "'tls.ca' cannot be read as certificates ("
                                + e.getClass().getSimpleName()
                                + "); name a file in PEM format that the runtime may read");
            }
        }
        return sockets;
    }

    private KeyStore everybody() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate each : ((X509TrustManager) trust(null)[0]).getAcceptedIssuers()) {
            store.setCertificateEntry("known" + number++, each);
        }
        try (InputStream content = Files.newInputStream(Path.of(file))) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                store.setCertificateEntry("added" + number++, each);
            }
        }
        return store;
    }

    /** @param store null for the authorities of the JVM */
    private static TrustManager[] trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
