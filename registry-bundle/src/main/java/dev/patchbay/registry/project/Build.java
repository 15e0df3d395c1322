package dev.patchbay.registry.project;

import dev.patchbay.registry.jar.JarFacts;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What a build has made: a connector, or something that is none. Immutable. */
public final class Build {
    private final Path jar;
    private final JarFacts facts;
    private final String problem;

    private Build(Path jar, JarFacts facts, String problem) {
        this.jar = jar;
        this.facts = facts;
        this.problem = problem;
    }

    static Build connector(Path jar, JarFacts facts) {
        return new Build(jar, Objects.requireNonNull(facts, "facts"), null);
    }

    static Build useless(Path jar, String problem) {
        return new Build(jar, null, Objects.requireNonNull(problem, "problem"));
    }

    public Path jar() {
        return jar;
    }

    /** Why it is of no use, a sentence without its subject; empty of a connector. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** @throws IllegalStateException if it is no connector */
    public JarFacts facts() {
        if (facts == null) {
            throw new IllegalStateException(jar + " is no connector");
        }
        return facts;
    }

    boolean isConnector() {
        return facts != null;
    }
}
