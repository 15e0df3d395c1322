package dev.patchbay.registry.linkage;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Type;

/** A class that a bundle refers to, and what it refers to of it. For one thread. */
final class Target {
    /** Their methods take whatever they are given, so byte code names descriptors that nobody declares. */
    private static final Set<String> POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private final String name;
    private final String user;
    private final Set<Long> members = new HashSet<>();
    private final boolean anyMember;

    /**
     * @param spelled a class or an array
     * @param user the first class that refers to it
     */
    Target(String spelled, String user) {
        this.name = element(spelled);
        this.user = user;
        this.anyMember = spelled.startsWith("[") || POLYMORPHIC.contains(spelled);
    }

    /** With slashes; empty for arrays of primitives, which are everywhere. */
    String name() {
        return name;
    }

    String user() {
        return user;
    }

    void add(long member) {
        if (!anyMember) {
            members.add(member);
        }
    }

    /** Leaves only those that are missing. */
    void retainMissing(Members present) {
        members.removeIf(present::contains);
    }

    boolean isMissing(long member) {
        return members.contains(member);
    }

    boolean lacksMembers() {
        return !members.isEmpty();
    }

    private static String element(String name) {
        if (!name.startsWith("[")) {
            return name;
        }
        Type element = Type.getObjectType(name).getElementType();
        return element.getSort() == Type.OBJECT ? element.getInternalName() : "";
    }
}
