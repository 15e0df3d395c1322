package dev.patchbay.registry.install;

import dev.patchbay.registry.jar.JarFacts;
import java.util.List;

/**
 * Sound bytes of a bundle, which the store keeps.
 *
 * @param sha256 of the bytes, in hexadecimal
 */
record Jar(String sha256, JarFacts facts) {
    /** The scheme of the locations of all bundles that are installed from here. */
    static final String SCHEME = "patchbay:";

    private static final String LIBRARY = "library:";

    /** The bundle's location: other bytes are another bundle, also under the same name and version. */
    String location() {
        return SCHEME + facts.name() + "/" + facts.version() + "/" + sha256;
    }

    /** Under which names its plans are made: each of its types, or the library that it is. */
    List<String> keys() {
        return isConnector() ? facts.types() : List.of(LIBRARY + facts.name());
    }

    static boolean isLibrary(String key) {
        return key.startsWith(LIBRARY);
    }

    boolean isConnector() {
        return facts.isConnector();
    }

    // Both are written out: what a record has by itself is linked at its first use, in the way of every start.

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Jar jar && sha256.equals(jar.sha256) && facts.equals(jar.facts);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    /** In sentences: {@code connector github 1.2.0}, or {@code library org.h2 2.5.0}. */
    @Override
    public String toString() {
        return isConnector()
                ? "connector " + String.join(", ", facts.types()) + " " + facts.version()
                : "library " + facts.name() + " " + facts.version();
    }
}
