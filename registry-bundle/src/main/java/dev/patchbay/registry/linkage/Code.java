package dev.patchbay.registry.linkage;

import java.util.List;

/**
 * What the class files of one bundle have and refer to, in little room, so that it can be compared with whatever the bundle
 * is wired to, also when the class files are out of reach. Immutable.
 */
public final class Code {
    private final List<Unit> units;
    private final List<String> owners;
    private final int[] ownersOf;
    private final long[] members;

    /**
     * A class file.
     *
     * @param name as the bundle spells it, without {@code .class}
     * @param kind what became of reading it
     * @param facts null of one that was not read
     * @param references numbers of what it refers to
     */
    record Unit(String name, Kind kind, ClassFacts facts, int[] references) {}

    enum Kind {
        READ,
        /** Of a Java that is not this one; it is never loaded here. */
        NEWER,
        DAMAGED,
        /** It holds a class of another name, and nobody finds it. */
        MISPLACED
    }

    /**
     * @param owners names of the classes that are referred to, as {@code java/util/List}; empty for what is everywhere
     * @param ownersOf by number of a reference: the number of its class
     * @param members by number of a reference: the hash of a member, or 0 if it is to the class itself
     */
    Code(List<Unit> units, List<String> owners, int[] ownersOf, long[] members) {
        this.units = List.copyOf(units);
        this.owners = List.copyOf(owners);
        this.ownersOf = ownersOf;
        this.members = members;
    }

    /** How many class files; tells how much room it takes. */
    public int size() {
        return units.size();
    }

    List<Unit> units() {
        return units;
    }

    /** How many different classes and members are referred to. */
    int references() {
        return members.length;
    }

    int owners() {
        return owners.size();
    }

    /** The number of the class that a reference is to. */
    int owner(int reference) {
        return ownersOf[reference];
    }

    String ownerName(int owner) {
        return owners.get(owner);
    }

    /** The hash of the member that a reference is to; 0 if it is to a class. */
    long member(int reference) {
        return members[reference];
    }
}
