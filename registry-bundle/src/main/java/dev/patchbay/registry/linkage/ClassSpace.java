package dev.patchbay.registry.linkage;

/** What a class name means to the classes of one bundle, or of Java itself. For one thread. */
interface ClassSpace {

    /** @param name as byte code spells it: {@code java/util/List} */
    Sighting find(String name);
}
