package dev.patchbay.registry.trust;

import java.util.List;
import java.util.Optional;

/**
 * What the signature of a JAR is worth, whether it is asked for or not.
 *
 * @param signers who signed the whole of it, with certificates; none if nobody did, or if it does not hold
 * @param voucher the certificate in trust/ that makes one of them trusted, with its file, such as {@code 'CN=Acme' (acme.pem)}
 * @param fault why it makes nobody trusted, in a sentence that does not name the JAR; empty if it does, or if there is none
 * @param required whether only JARs of trusted signers may run
 */
public record Signature(List<Signer> signers, Optional<String> voucher, Optional<String> fault, boolean required) {

    public Signature {
        signers = List.copyOf(signers);
    }

    /** Whether there is one, be it good or not. */
    public boolean isThere() {
        return !signers.isEmpty() || fault.isPresent();
    }

    public boolean isTrusted() {
        return voucher.isPresent();
    }
}
