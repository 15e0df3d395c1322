package dev.patchbay.registry.secret;

import dev.patchbay.model.Secret;
import java.util.Optional;

/** What came of resolving a reference: the secret, a clause telling why there is none, or both: then it is an older one. */
public final class Resolution {

    /** The thread that asked was interrupted: this says nothing about the secret. */
    static final Resolution INTERRUPTED = unresolved("the question was interrupted");

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

    /** The same secret, with another reason why it cannot be had now. */
    Resolution because(String why) {
        return why.equals(reason) ? this : new Resolution(secret, why);
    }

    /** With the value as it was last, if it has none itself. */
    Resolution orLast(Resolution before) {
        return before == null || secret != null ? this : new Resolution(before.secret, reason);
    }

    public Optional<Secret> secret() {
        return Optional.ofNullable(secret);
    }

    /** Why it cannot be had now; empty text if it can. */
    public String reason() {
        return reason;
    }

    boolean isResolved() {
        return reason.isEmpty();
    }

    @Override
    public String toString() {
        return isResolved() ? "[secret]" : "unresolved: " + reason;
    }
}
