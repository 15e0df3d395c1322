package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of checking a definition: settings, or problems, all of them at once.
 *
 * @param settings empty if a problem makes them unusable
 * @param problems each makes the settings unusable, but for a secret that cannot be had any more: its last value is used
 * @param warnings block nothing
 */
public record Checked(Optional<Settings> settings, List<Problem> problems, List<Problem> warnings) {
    public Checked {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
