package dev.patchbay.registry.secret;

import dev.patchbay.model.Secret;
import java.util.Optional;

/** What came of resolving a reference: the secret, or a clause telling why there is none. */
public final class Resolution {
    private final Secret secret;
    private final String reason;

    private Resolution(Secret secret, String reason) {
        this.secret = secret;
        this.reason = reason;
    }

    public static Resolution of(Secret secret) {
        return new Resolution(secret, "");
    }

    /** {@code reason} goes on after "cannot be resolved:", for example {@code no file 'x' in secrets/}. */
    public static Resolution unresolved(String reason) {
        return new Resolution(null, reason);
    }

    public Optional<Secret> secret() {
        return Optional.ofNullable(secret);
    }

    /** Empty text if there is a secret. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return secret == null ? "unresolved: " + reason : "[secret]";
    }
}
