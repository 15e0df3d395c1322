package dev.patchbay.registry.config;

import java.util.Objects;

/**
 * A single setting from the environment, a secret file or .env, laid over whatever owns the instance. Its value may be a
 * secret; it is in memory only.
 *
 * @param value as it was written; may have references
 * @param source what kind of place it stands in: {@code environment}, {@code secret file} or {@code .env}
 * @param origin where it stands, as it is shown: {@code environment CONNECTORS__JIRA__EUROPE__URL}
 */
public record Overlay(String value, String source, String origin) {
    public Overlay {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public String toString() {
        return "a value from " + origin;
    }
}
