package dev.patchbay.registry.config;

import java.util.Optional;

/** What becomes of a password that stands in clear in a file: the runtime setting {@code secrets.policy}. */
public enum ClearSecrets {
    /** It is taken, with a warning. */
    WARNED_OF,

    /** It is a problem: the settings cannot be used. */
    REFUSED;

    /** The framework property that decides. */
    public static final String PROPERTY = "secrets.policy";

    /** @param policy the value of the property; null if nobody set it */
    public static ClearSecrets of(String policy) {
        return "references-only".equals(Optional.ofNullable(policy).orElse("any")) ? REFUSED : WARNED_OF;
    }
}
