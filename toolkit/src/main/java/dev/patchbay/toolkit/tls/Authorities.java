package dev.patchbay.toolkit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom an instance trusts: whom the JVM trusts, those of {@code SSL_CERT_FILE}, and its own. */
final class Authorities {
    private final TlsFile global;
    private final TlsFile own;

    Authorities(TlsFile global, TlsFile own) {
        this.global = global;
        this.own = own;
    }

    /** Whether there are others than the JVM's. */
    boolean areMore() {
        return global.isNamed() || own.isNamed();
    }

    TrustManager[] managers() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (TrustManager each : of(null)) {
            if (each instanceof X509TrustManager usual) {
                for (X509Certificate authority : usual.getAcceptedIssuers()) {
                    add(trusted, authority);
                }
            }
        }
        for (TlsFile file : new TlsFile[] {global, own}) {
            if (file.isNamed()) {
                for (Certificate authority : file.certificates()) {
                    add(trusted, authority);
                }
            }
        }
        return of(trusted);
    }

    private static void add(KeyStore trusted, Certificate authority) throws GeneralSecurityException {
        trusted.setCertificateEntry("authority-" + trusted.size(), authority);
    }

    /** @param trusted null for those of the JVM */
    private static TrustManager[] of(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }
}
