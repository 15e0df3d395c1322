package dev.patchbay.api;

import java.util.List;
import java.util.Objects;

/** Configured instances, written so that they can be read elsewhere. */
public final class ConfigurationExport {
    private final String yaml;
    private final List<String> warnings;

    private ConfigurationExport(String yaml, List<String> warnings) {
        this.yaml = Objects.requireNonNull(yaml, "yaml");
        this.warnings = List.copyOf(warnings);
    }

    public static ConfigurationExport of(String yaml, List<String> warnings) {
        return new ConfigurationExport(yaml, warnings);
    }

    /** The content of a file for config/. */
    public String yaml() {
        return yaml;
    }

    /** What it could not hold, such as secrets that stand somewhere in clear, each in a sentence with what to do. */
    public List<String> warnings() {
        return warnings;
    }
}
