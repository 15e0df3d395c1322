package dev.patchbay.registry.linkage;

import java.util.Arrays;
import java.util.List;

/**
 * What others can refer to of a class. Members are kept as hashes of name and descriptor, which need little room.
 * Immutable.
 */
final class ClassFacts {
    private final List<String> supertypes;
    private final long[] members;

    /** @param supertypes names of the super class and of the interfaces */
    ClassFacts(List<String> supertypes, long[] members) {
        this.supertypes = List.copyOf(supertypes);
        this.members = members;
        Arrays.sort(members);
    }

    boolean declares(long member) {
        return Arrays.binarySearch(members, member) >= 0;
    }

    List<String> supertypes() {
        return supertypes;
    }
}
