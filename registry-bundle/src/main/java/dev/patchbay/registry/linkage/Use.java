package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.List;

/**
 * What byte code uses, as it spells it.
 *
 * @param owner a class
 * @param name of a member; empty for the class itself
 * @param descriptor of a member
 */
record Use(String owner, String name, String descriptor) {
    private static final String PRIMITIVES = "BCDFIJSZ";
    private static final List<String> PRIMITIVE_NAMES =
            List.of("byte", "char", "double", "float", "int", "long", "short", "boolean");

    static Use ofClass(String name) {
        return new Use(name, "", "");
    }

    /** As Java spells it: {@code org.example.Library.open(String)}. */
    String text() {
        String className = owner.replace('/', '.');
        if (name.isEmpty()) {
            return className;
        }
        if (!descriptor.startsWith("(")) {
            return className + "." + name;
        }
        return (name.equals("<init>") ? "new " + className : className + "." + name) + "("
                + String.join(", ", arguments()) + ")";
    }

    /** Simple names of types; as far as the descriptor is one. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        int at = 1;
        while (at < descriptor.length() && descriptor.charAt(at) != ')') {
            int type = at;
            while (descriptor.startsWith("[", type)) {
                type++;
            }
            int end = descriptor.startsWith("L", type) ? descriptor.indexOf(';', type) + 1 : type + 1;
            if (end <= type || end > descriptor.length()) {
                return arguments;
            }
            arguments.add(simpleName(descriptor.substring(type, end)) + "[]".repeat(type - at));
            at = end;
        }
        return arguments;
    }

    private static String simpleName(String type) {
        if (type.length() > 1) {
            return type.substring(Math.max(1, type.lastIndexOf('/') + 1), type.length() - 1);
        }
        int primitive = PRIMITIVES.indexOf(type);
        return primitive < 0 ? type : PRIMITIVE_NAMES.get(primitive);
    }
}
