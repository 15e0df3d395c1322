package dev.patchbay.api;

import java.util.Objects;

/** One effective setting of an instance and where it comes from. */
public final class Setting {
    private final String key;
    private final String value;
    private final String origin;

    private Setting(String key, String value, String origin) {
        this.key = Objects.requireNonNull(key, "key");
        this.value = Objects.requireNonNull(value, "value");
        this.origin = Objects.requireNonNull(origin, "origin");
    }

    public static Setting of(String key, String value, String origin) {
        return new Setting(key, value, origin);
    }

    public String key() {
        return key;
    }

    /** As text; a secret is its reference, or masked. */
    public String value() {
        return value;
    }

    /** For example {@code connector.github.cfg line 3}, {@code environment} or {@code default}. */
    public String origin() {
        return origin;
    }
}
