package dev.patchbay.registry.jar;

import java.util.List;
import org.osgi.framework.Version;

/**
 * What the manifest of a bundle's JAR says, although nothing of it is installed.
 *
 * @param name symbolic name, without directives
 * @param types connector types that it brings, sorted; none for a library
 * @param exports names of the packages that it exports, sorted
 * @param java the feature version of Java that its newest class files were compiled for; 0 if it has none
 */
public record JarFacts(String name, Version version, List<String> types, List<String> exports, int java) {

    public JarFacts {
        types = List.copyOf(types);
        exports = List.copyOf(exports);
    }

    public boolean isConnector() {
        return !types.isEmpty();
    }
}
