package dev.patchbay.registry.jar;

/** Is given every class file of a JAR that is being read, so that nobody needs to unpack it again. For one thread. */
@FunctionalInterface
public interface ClassFiles {

    /**
     * A class file that every Java would load from the JAR itself; none of a JAR within it.
     *
     * @param name of the entry, without {@code .class}
     * @param bytes which the callee may keep
     */
    void add(String name, byte[] bytes);
}
