package dev.patchbay.registry.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the signature of a JAR with the certificates of those who are trusted, by the JDK's own verification. Needs no
 * framework. Thread-safe.
 */
public final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private final Path folder;
    private final Clock clock;
    /** The certificates that were read last, and what the folder looked like then. */
    private volatile Known known =
            new Known("not read yet", new TrustedCertificates(Path.of(""), List.of(), List.of()));

    /** @param folder with the certificates; looked at anew each time */
    public Signatures(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Why a JAR is not one of a trusted signer, in a sentence that does not name it; empty if it is. Reads the whole. */
    public Optional<String> refusal(Path jar) {
        try {
            List<CodeSigner> signers = SignedJar.signers(jar);
            new SignerCheck(certificates(), clock.instant()).requireTrusted(signers);
            return Optional.empty();
        } catch (UntrustedException e) {
            return Optional.of(e.getMessage());
        } catch (IOException | RuntimeException e) {
            return Optional.of("it cannot be verified (" + e + "); get it anew");
        }
    }

    /** Who signed a JAR, trusted or not, such as {@code signed by 'CN=Acme'}; or why it does not count as signed. */
    public static String describe(Path jar) {
        try {
            return "signed by "
                    + SignedJar.signers(jar).stream()
                            .map(each -> (X509Certificate)
                                    each.getSignerCertPath().getCertificates().get(0))
                            .map(each -> "'" + TrustedCertificates.name(each) + "'")
                            .collect(Collectors.joining(", "));
        } catch (UntrustedException e) {
            return e.getMessage();
        } catch (IOException | RuntimeException e) {
            return "it cannot be verified (" + e + ")";
        }
    }

    /** Changes whenever a certificate comes or goes. */
    String stamp() {
        return TrustedCertificates.stamp(folder);
    }

    private TrustedCertificates certificates() {
        String stamp = stamp();
        Known current = known;
        if (!current.stamp.equals(stamp)) {
            current = new Known(stamp, TrustedCertificates.read(folder));
            known = current;
            current.certificates.problems().forEach(problem -> LOG.warn("{}", problem));
        }
        return current.certificates;
    }

    private record Known(String stamp, TrustedCertificates certificates) {}
}
