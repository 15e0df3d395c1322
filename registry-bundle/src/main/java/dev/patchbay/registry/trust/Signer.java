package dev.patchbay.registry.trust;

import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * Who signed a JAR, as the certificate says.
 *
 * @param subject such as {@code CN=Acme}
 * @param issuer who says so; the same if nobody else does
 * @param from since when the certificate is valid
 * @param until when it expires
 */
public record Signer(String subject, String issuer, Instant from, Instant until) {

    static Signer of(CodeSigner signer) {
        X509Certificate own =
                (X509Certificate) signer.getSignerCertPath().getCertificates().get(0);
        return new Signer(
                TrustedCertificates.name(own),
                own.getIssuerX500Principal().getName(),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant());
    }

    /** Whether nobody else says who it is. */
    public boolean isSelfSigned() {
        return subject.equals(issuer);
    }
}
