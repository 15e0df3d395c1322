package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads the class files of one bundle, one after the other. For one thread, once. */
public final class CodeReader {
    private static final int JAVA = Runtime.version().feature();

    /** Their methods take whatever they are given, so byte code names descriptors that nobody declares. */
    private static final Set<String> POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private static final int[] NONE = {};
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final List<Code.Unit> units = new ArrayList<>();
    private final Numbering owners = new Numbering();
    private final List<String> ownerNames = new ArrayList<>();
    /** By number of a class: whether it has every member that it is asked for. */
    private boolean[] anyMember = new boolean[256];

    private final Numbering references = new Numbering();
    private int[] ownersOf = new int[1024];
    private long[] members = new long[1024];

    /** @param name of the class, as {@code java/util/List} */
    public void read(String name, byte[] bytes) {
        if (ClassFile.java(bytes) > JAVA) {
            units.add(new Code.Unit(name, Code.Kind.NEWER, null, NONE));
            return;
        }
        try {
            ClassFile file = new ClassFile(bytes);
            if (file.name().equals(name)) {
                Noting noting = new Noting(file);
                ClassFacts facts = file.facts();
                file.references(noting);
                units.add(new Code.Unit(name, Code.Kind.READ, facts, noting.numbers()));
            } else {
                units.add(new Code.Unit(name, Code.Kind.MISPLACED, null, NONE));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            fail(name);
        }
    }

    /** One that cannot be read. */
    public void fail(String name) {
        units.add(new Code.Unit(name, Code.Kind.DAMAGED, null, NONE));
    }

    /** All that was read. */
    public Code code() {
        return new Code(
                units,
                ownerNames,
                Arrays.copyOf(ownersOf, references.size()),
                Arrays.copyOf(members, references.size()));
    }

    private int owner(ClassFile file, long name, int item) {
        int owner = owners.of(name);
        if (owner == ownerNames.size()) {
            String spelled = file.textOfClass(item);
            anyMember = owner < anyMember.length ? anyMember : Arrays.copyOf(anyMember, owner * 2);
            anyMember[owner] = spelled.startsWith("[") || POLYMORPHIC.contains(spelled);
            ownerNames.add(element(spelled));
        }
        return owner;
    }

    private int reference(int owner, long ownerHash, long member) {
        int reference = references.of(ownerHash * MIX + member);
        if (reference == members.length) {
            members = Arrays.copyOf(members, reference * 2);
            ownersOf = Arrays.copyOf(ownersOf, reference * 2);
        }
        members[reference] = member;
        ownersOf[reference] = owner;
        return reference;
    }

    /** What an array is of; empty for primitives. */
    private static String element(String spelled) {
        if (!spelled.startsWith("[")) {
            return spelled;
        }
        int dimensions = spelled.lastIndexOf('[') + 1;
        return spelled.startsWith("L", dimensions) && spelled.endsWith(";")
                ? spelled.substring(dimensions + 1, spelled.length() - 1)
                : "";
    }

    /** Takes note of what one class file refers to. */
    private final class Noting implements ClassFile.References {
        private final ClassFile file;
        private int[] numbers = new int[64];
        private int count;

        Noting(ClassFile file) {
            this.file = file;
        }

        @Override
        public void toClass(long name, int item) {
            add(reference(owner(file, name, item), name, 0));
        }

        @Override
        public void toMember(long ownerHash, int ownerItem, long member, int item) {
            int owner = owner(file, ownerHash, ownerItem);
            if (!anyMember[owner]) {
                add(reference(owner, ownerHash, member));
            }
        }

        private void add(int number) {
            numbers = count == numbers.length ? Arrays.copyOf(numbers, count * 2) : numbers;
            numbers[count++] = number;
        }

        int[] numbers() {
            return Arrays.copyOf(numbers, count);
        }
    }
}
