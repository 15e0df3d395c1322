package dev.patchbay.registry.trust;

import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a signer is one of those who are trusted, now: its certificate, or one that certifies it by the rules of PKIX,
 * is among the trusted ones, and each on the way is valid. A time stamp in the signature prolongs nothing, and lists of
 * revoked certificates are not asked for: what is not to be trusted any more is taken out of the folder.
 */
final class SignerCheck {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final String ANY_USE = "2.5.29.37.0";

    private final TrustedCertificates trusted;
    private final Instant now;

    SignerCheck(TrustedCertificates trusted, Instant now) {
        this.trusted = trusted;
        this.now = now;
    }

    /**
     * The trusted certificate that vouches for one of them, or is its own.
     *
     * @throws UntrustedException if none of them is trusted, with the reason why the first is not
     */
    X509Certificate requireTrusted(List<CodeSigner> signers) throws UntrustedException {
        if (trusted.all().isEmpty()) {
            throw new UntrustedException("nobody is trusted yet: " + trusted.folder()
                    + " holds no certificate; put that of the signer there");
        }
        UntrustedException first = null;
        for (CodeSigner signer : signers) {
            try {
                return requireTrusted(signer.getSignerCertPath());
            } catch (UntrustedException e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private X509Certificate requireTrusted(CertPath path) throws UntrustedException {
        List<X509Certificate> certificates = path.getCertificates().stream()
                .map(each -> (X509Certificate) each)
                .toList();
        int anchored = 0;
        while (anchored < certificates.size() && !trusted.all().contains(certificates.get(anchored))) {
            anchored++;
        }
        boolean anchorIsInside = anchored < certificates.size();
        Optional<X509Certificate> anchor = anchorIsInside
                ? Optional.of(certificates.get(anchored))
                : issuer(certificates.get(certificates.size() - 1));
        if (anchor.isEmpty()) {
            throw new UntrustedException("it was signed by '" + TrustedCertificates.name(certificates.get(0))
                    + "', and neither that certificate nor one that certifies it lies in trust/, only "
                    + trusted.names() + "; put it there if you trust it");
        }
        List<X509Certificate> below = certificates.subList(0, anchored);
        for (X509Certificate each : below) {
            requireValid(each);
        }
        requireValid(anchor.get());
        requireForCode(certificates.get(0));
        if (!below.isEmpty()) {
            requireCertified(below, anchor.get());
        }
        return anchor.get();
    }

    private Optional<X509Certificate> issuer(X509Certificate last) {
        return trusted.all().stream()
                .filter(each -> each.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                .filter(each -> certifies(each, last))
                .findFirst();
    }

    private static boolean certifies(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    private void requireValid(X509Certificate certificate) throws UntrustedException {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String name = "the certificate '" + TrustedCertificates.name(certificate) + "' of its signature ";
        if (now.isAfter(until)) {
            throw new UntrustedException(
                    name + "expired on " + day(until) + "; sign the JAR anew by a key whose certificate is valid");
        }
        if (now.isBefore(from)) {
            throw new UntrustedException(
                    name + "is valid only from " + day(from) + "; look whether the clock of this machine is right");
        }
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** An authority in trust/ may have certified web servers too; their keys do not sign code. */
    private static void requireForCode(X509Certificate certificate) throws UntrustedException {
        boolean[] usage = certificate.getKeyUsage();
        List<String> extended = extendedUsage(certificate);
        boolean forCode = extended.isEmpty() || extended.contains(CODE_SIGNING) || extended.contains(ANY_USE);
        if (usage != null && !usage[DIGITAL_SIGNATURE] || !forCode) {
            throw new UntrustedException("it was signed with the certificate '" + TrustedCertificates.name(certificate)
                    + "', which is not for signing code; sign it with one that is (extended key usage codeSigning)");
        }
    }

    private static List<String> extendedUsage(X509Certificate certificate) throws UntrustedException {
        try {
            List<String> usage = certificate.getExtendedKeyUsage();
            return usage == null ? List.of() : usage;
        } catch (CertificateException e) {
            throw new UntrustedException(
                    "its signer's certificate cannot be read (" + e.getMessage() + "); sign it with another one");
        }
    }

    /** The JDK does not ask whether the trusted end of a path is an authority; a signer in trust/ certifies nobody. */
    private void requireCertified(List<X509Certificate> below, X509Certificate anchor) throws UntrustedException {
        boolean[] usage = anchor.getKeyUsage();
        if (anchor.getBasicConstraints() < below.size() - 1 || usage != null && !usage[KEY_CERT_SIGN]) {
            throw new UntrustedException(notVouchedFor(below, anchor, "it is no certificate authority for it"));
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(below);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (GeneralSecurityException e) {
            throw new UntrustedException(notVouchedFor(below, anchor, e.getMessage()));
        }
    }

    private static String notVouchedFor(List<X509Certificate> below, X509Certificate anchor, String why) {
        return "its signer is '" + TrustedCertificates.name(below.get(0)) + "', for whom '"
                + TrustedCertificates.name(anchor) + "' in trust/ does not vouch (" + why
                + "); sign it with a certificate that is trusted";
    }
}
