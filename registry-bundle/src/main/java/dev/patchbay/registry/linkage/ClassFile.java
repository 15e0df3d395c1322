package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A class file, of which only the constant pool and the tables of members are read: that is much faster than reading the
 * code, and annotations, which are no references for the JVM, are not in it. For one thread.
 *
 * <p>Every method may throw {@link IndexOutOfBoundsException} or {@link IllegalArgumentException} if the file is damaged.
 */
final class ClassFile {
    private static final int MAJOR_OF_JAVA_0 = 44;

    private final ConstantPool pool;
    /** Where the flags, the name, the super class and the interfaces stand. */
    private final int header;

    /** Hears of everything that the JVM may have to resolve. The items are what the {@code text...} methods take. */
    interface References {
        void toClass(long name, int item);

        void toMember(long owner, int ownerItem, long member, int item);
    }

    ClassFile(byte[] bytes) {
        this.pool = new ConstantPool(bytes);
        this.header = pool.end();
    }

    /** The feature version of Java that a class file was compiled for; it needs not be readable otherwise. */
    static int java(byte[] bytes) {
        return bytes.length < 8 ? 0 : ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) - MAJOR_OF_JAVA_0;
    }

    String name() {
        return textOfClass(pool.unsignedShort(header + 2));
    }

    ClassFacts facts() {
        List<String> supertypes = new ArrayList<>();
        int superclass = pool.unsignedShort(header + 4);
        if (superclass != 0) {
            supertypes.add(textOfClass(superclass));
        }
        for (int at = header + 8; at < fields(); at += 2) {
            supertypes.add(textOfClass(pool.unsignedShort(at)));
        }
        long[] found = new long[16];
        int count = 0;
        int at = fields();
        for (int table = 0; table < 2; table++) {
            int size = pool.unsignedShort(at);
            at += 2;
            for (int member = 0; member < size; member++) {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = pool.hash(pool.unsignedShort(at + 2), pool.unsignedShort(at + 4));
                at = afterMember(at);
            }
        }
        return new ClassFacts(supertypes, Arrays.copyOf(found, count));
    }

    void references(References references) {
        BitSet used = supertypes();
        int count = pool.count();
        for (int item = 1; item < count; item++) {
            int tag = pool.tag(item);
            if (tag == ConstantPool.FIELD || tag == ConstantPool.METHOD || tag == ConstantPool.INTERFACE_METHOD) {
                int owner = pool.first(item);
                used.set(owner);
                int nameAndType = pool.second(item);
                long member = pool.hash(pool.first(nameAndType), pool.second(nameAndType));
                references.toMember(pool.hash(pool.first(owner)), owner, member, item);
            }
        }
        BitSet listed = listed();
        for (int item = 1; item < count; item++) {
            if (pool.tag(item) == ConstantPool.CLASS && (used.get(item) || !listed.get(item))) {
                references.toClass(pool.hash(pool.first(item)), item);
            }
        }
    }

    String textOfClass(int item) {
        return pool.text(pool.first(item));
    }

    String textOfMemberName(int item) {
        return pool.text(pool.first(pool.second(item)));
    }

    String textOfMemberDescriptor(int item) {
        return pool.text(pool.second(pool.second(item)));
    }

    private BitSet supertypes() {
        BitSet items = new BitSet();
        items.set(pool.unsignedShort(header + 4));
        for (int at = header + 8; at < fields(); at += 2) {
            items.set(pool.unsignedShort(at));
        }
        return items;
    }

    /** Classes that stand in lists of who belongs to whom, for compilers and reflection; nobody has to load them. */
    private BitSet listed() {
        BitSet items = new BitSet();
        int at = fields();
        for (int table = 0; table < 2; table++) {
            int size = pool.unsignedShort(at);
            at += 2;
            for (int member = 0; member < size; member++) {
                at = afterMember(at);
            }
        }
        int attributes = pool.unsignedShort(at);
        at += 2;
        for (int attribute = 0; attribute < attributes; attribute++) {
            int end = at + 6 + pool.length(at + 2);
            switch (pool.text(pool.unsignedShort(at))) {
                case "InnerClasses" -> {
                    for (int each = at + 8; each < end; each += 8) {
                        items.set(pool.unsignedShort(each));
                        items.set(pool.unsignedShort(each + 2));
                    }
                }
                case "NestMembers", "PermittedSubclasses" -> {
                    for (int each = at + 8; each < end; each += 2) {
                        items.set(pool.unsignedShort(each));
                    }
                }
                case "NestHost", "EnclosingMethod" -> items.set(pool.unsignedShort(at + 6));
                default -> {}
            }
            at = end;
        }
        return items;
    }

    private int fields() {
        return header + 8 + 2 * pool.unsignedShort(header + 6);
    }

    private int afterMember(int member) {
        int at = member + 8;
        for (int left = pool.unsignedShort(member + 6); left > 0; left--) {
            at += 6 + pool.length(at + 2);
        }
        return at;
    }
}
