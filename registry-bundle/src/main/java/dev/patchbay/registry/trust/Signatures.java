package dev.patchbay.registry.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the signature of a JAR with the certificates of those who are trusted, by the JDK's own verification. Needs no
 * framework. Thread-safe.
 */
public final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final String UNSIGNED =
            "it is not signed, and 'trust.policy' is 'signed'; sign it with jarsigner, by a key"
                    + " whose certificate lies in trust/";

    private final Path folder;
    private final Clock clock;
    /** The certificates that were read last, and what the folder looked like then. */
    private volatile Known known = new Known("not read yet", new TrustedCertificates(Path.of(""), Map.of(), List.of()));

    /** @param folder with the certificates; looked at anew each time */
    public Signatures(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Why a JAR is not one of a trusted signer, in a sentence that does not name it; empty if it is. Reads the whole. */
    public Optional<String> refusal(Path jar) {
        Signature signature = describe(jar, true);
        return signature.isThere() ? signature.fault() : Optional.of(UNSIGNED);
    }

    /** Who signed a JAR, and whether one of them is trusted. Reads the whole, if it is signed. */
    Signature describe(Path jar, boolean required) {
        List<CodeSigner> signers = List.of();
        Optional<String> voucher = Optional.empty();
        Optional<String> fault = Optional.empty();
        try {
            signers = SignedJar.signers(jar);
            if (!signers.isEmpty()) {
                voucher = Optional.of(voucher(signers));
            }
        } catch (UntrustedException e) {
            fault = Optional.of(e.getMessage());
        } catch (IOException | RuntimeException e) {
            fault = Optional.of("it cannot be verified (" + e + "); get it anew");
        }
        return new Signature(signers.stream().map(Signer::of).toList(), voucher, fault, required);
    }

    private String voucher(List<CodeSigner> signers) throws UntrustedException {
        TrustedCertificates trusted = certificates();
        return trusted.place(new SignerCheck(trusted, clock.instant()).requireTrusted(signers));
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
