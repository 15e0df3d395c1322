package dev.patchbay.registry.check;

import dev.patchbay.registry.jar.JarFacts;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/**
 * A JAR of deploy/ that could be installed.
 *
 * @param file its name, without folder
 * @param obstacles why it cannot do its work, a sentence each; empty if it can
 */
record Candidate(String file, String sha256, JarFacts facts, Bundle bundle, List<String> obstacles) {
    Candidate {
        obstacles = List.copyOf(obstacles);
    }

    /** Of one name there is one library, or as many versions as there are. */
    List<String> keys() {
        return facts.isConnector() ? facts.types() : List.of("library " + facts.name());
    }

    Version version() {
        return facts.version();
    }

    boolean works() {
        return obstacles.isEmpty();
    }

    /** In sentences: {@code connector github 1.2.0}, or {@code library org.h2 2.5.0}. */
    @Override
    public String toString() {
        return facts.isConnector()
                ? "connector " + String.join(", ", facts.types()) + " " + facts.version()
                : "library " + facts.name() + " " + facts.version();
    }
}
