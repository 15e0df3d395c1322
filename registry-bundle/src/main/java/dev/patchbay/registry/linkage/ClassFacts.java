package dev.patchbay.registry.linkage;

import java.util.Arrays;
import java.util.List;

/** What others can refer to of a class. Members are kept as hashes of name and descriptor, which need little room. */
final class ClassFacts {
    private final List<String> supertypes;
    private final long[] members;
    private final ClassSpace home;

    /**
     * @param supertypes names of the super class and of the interfaces
     * @param home where the names of the supertypes mean something
     */
    ClassFacts(List<String> supertypes, long[] members, ClassSpace home) {
        this.supertypes = supertypes;
        this.members = members;
        this.home = home;
        Arrays.sort(members);
    }

    boolean declares(long member) {
        return Arrays.binarySearch(members, member) >= 0;
    }

    List<String> supertypes() {
        return supertypes;
    }

    ClassSpace home() {
        return home;
    }
}
