package dev.patchbay.registry.trust;

import java.nio.file.Path;
import java.util.Optional;

/** Says of a JAR whether it may run, by the runtime's {@code trust.policy}. Thread-safe. */
public final class Trust {

    /** Why a JAR may not run; empty if it may. */
    public Optional<String> refusal(Path jar) {
        return Optional.empty();
    }
}
