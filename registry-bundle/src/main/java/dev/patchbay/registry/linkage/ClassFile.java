package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * A class file, of which only the constant pool and the tables of members are read: that is much faster than reading the
 * code, and annotations, which are no references for the JVM, are not in it. For one thread.
 *
 * <p>Names and members are told as hashes of the bytes as they stand, because making texts of them all would cost most of
 * the time. Every method may throw {@link IndexOutOfBoundsException} or {@link IllegalArgumentException} if the file is
 * damaged.
 */
final class ClassFile {
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int MAJOR_OF_JAVA_0 = 44;
    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_PRIME = 0x100000001b3L;

    private final byte[] bytes;
    private final ClassReader reader;
    private final char[] buffer;
    /** Of the texts of the constant pool, each computed once. */
    private final long[] hashes;

    /** Hears of everything that the JVM may have to resolve. The items are what the {@code text...} methods take. */
    interface References {
        void toClass(long name, int item);

        void toMember(long owner, int ownerItem, long member, int item);
    }

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
        this.reader = new ClassReader(bytes);
        this.buffer = new char[reader.getMaxStringLength()];
        this.hashes = new long[reader.getItemCount()];
    }

    /** The feature version of Java that a class file was compiled for; it needs not be readable otherwise. */
    static int java(byte[] bytes) {
        return bytes.length < 8 ? 0 : ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) - MAJOR_OF_JAVA_0;
    }

    String name() {
        return reader.getClassName();
    }

    ClassFacts facts(ClassSpace home) {
        List<String> supertypes = new ArrayList<>(List.of(reader.getInterfaces()));
        if (reader.getSuperName() != null) {
            supertypes.add(0, reader.getSuperName());
        }
        long[] found = new long[16];
        int count = 0;
        int at = fields();
        for (int table = 0; table < 2; table++) {
            int size = reader.readUnsignedShort(at);
            at += 2;
            for (int member = 0; member < size; member++) {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = member(at + 2);
                at = afterMember(at);
            }
        }
        return new ClassFacts(supertypes, Arrays.copyOf(found, count), home);
    }

    void references(References references) {
        BitSet used = supertypes();
        for (int item = 1; item < reader.getItemCount(); item++) {
            int tag = tag(item);
            if (tag == FIELD || tag == METHOD || tag == INTERFACE_METHOD) {
                int owner = reader.readUnsignedShort(reader.getItem(item));
                used.set(owner);
                references.toMember(className(owner), owner, member(nameAndType(item)), item);
            }
        }
        BitSet listed = listed();
        for (int item = 1; item < reader.getItemCount(); item++) {
            if (tag(item) == CLASS && (used.get(item) || !listed.get(item))) {
                references.toClass(className(item), item);
            }
        }
    }

    String textOfClass(int item) {
        return reader.readUTF8(reader.getItem(item), buffer);
    }

    String textOfMemberName(int item) {
        return reader.readUTF8(nameAndType(item), buffer);
    }

    String textOfMemberDescriptor(int item) {
        return reader.readUTF8(nameAndType(item) + 2, buffer);
    }

    private int nameAndType(int item) {
        return reader.getItem(reader.readUnsignedShort(reader.getItem(item) + 2));
    }

    private int tag(int item) {
        int offset = reader.getItem(item);
        return offset == 0 ? 0 : bytes[offset - 1];
    }

    private BitSet supertypes() {
        BitSet items = new BitSet();
        items.set(reader.readUnsignedShort(reader.header + 4));
        for (int at = reader.header + 8; at < fields(); at += 2) {
            items.set(reader.readUnsignedShort(at));
        }
        return items;
    }

    /** Classes that stand in lists of who belongs to whom, for compilers and reflection; nobody has to load them. */
    private BitSet listed() {
        BitSet items = new BitSet();
        int at = fields();
        for (int table = 0; table < 2; table++) {
            int size = reader.readUnsignedShort(at);
            at += 2;
            for (int member = 0; member < size; member++) {
                at = afterMember(at);
            }
        }
        int attributes = reader.readUnsignedShort(at);
        at += 2;
        for (int attribute = 0; attribute < attributes; attribute++) {
            int end = at + 6 + reader.readInt(at + 2);
            switch (reader.readUTF8(at, buffer)) {
                case "InnerClasses" -> {
                    for (int each = at + 8; each < end; each += 8) {
                        items.set(reader.readUnsignedShort(each));
                        items.set(reader.readUnsignedShort(each + 2));
                    }
                }
                case "NestMembers", "PermittedSubclasses" -> {
                    for (int each = at + 8; each < end; each += 2) {
                        items.set(reader.readUnsignedShort(each));
                    }
                }
                case "NestHost", "EnclosingMethod" -> items.set(reader.readUnsignedShort(at + 6));
                default -> {}
            }
            at = end;
        }
        return items;
    }

    private int fields() {
        return reader.header + 8 + 2 * reader.readUnsignedShort(reader.header + 6);
    }

    private int afterMember(int member) {
        int at = member + 8;
        for (int left = reader.readUnsignedShort(member + 6); left > 0; left--) {
            at += 6 + reader.readInt(at + 2);
        }
        return at;
    }

    private long className(int item) {
        return hash(reader.readUnsignedShort(reader.getItem(item)));
    }

    /** @param at where the indexes of a name and a descriptor stand */
    private long member(int at) {
        return Long.rotateLeft(hash(reader.readUnsignedShort(at)), 1) * HASH_PRIME
                ^ hash(reader.readUnsignedShort(at + 2));
    }

    private long hash(int item) {
        long known = hashes[item];
        if (known != 0) {
            return known;
        }
        long hash = HASH_START;
        int offset = reader.getItem(item);
        int end = offset + 2 + reader.readUnsignedShort(offset);
        for (int at = offset + 2; at < end; at++) {
            hash = (hash ^ bytes[at]) * HASH_PRIME;
        }
        hashes[item] = hash;
        return hash;
    }
}
