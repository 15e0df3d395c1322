package dev.patchbay.registry.linkage;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The constant pool of a class file. Texts are told as hashes of their bytes as they stand: making texts of them all would
 * cost most of the time. For one thread.
 *
 * <p>Every method may throw {@link IndexOutOfBoundsException} or {@link IllegalArgumentException} if the file is damaged.
 */
final class ConstantPool {
    static final int CLASS = 7;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int INTERFACE_METHOD = 11;

    private static final int TEXT = 1;
    private static final int FIRST = 10;
    private static final long PRIME = 0x100000001b3L;

    /** Bytes of an item after its tag, by tag; 0 where there is no such tag. A text has its length besides. */
    private static final int[] SIZES = {0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private final byte[] bytes;
    /** Where each item begins, after its tag; 0 if there is none. */
    private final int[] items;

    private final int end;
    /** Of the texts, each computed once; 0 if not yet. */
    private final long[] hashes;

    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();

    ConstantPool(byte[] bytes) {
        this.bytes = bytes;
        int count = unsignedShort(FIRST - 2);
        this.items = new int[count];
        this.hashes = new long[count];
        int at = FIRST;
        for (int item = 1; item < count; item++) {
            int tag = bytes[at];
            int size = tag < 0 || tag >= SIZES.length ? 0 : SIZES[tag];
            if (size == 0) {
                throw new IllegalArgumentException("there is no constant of kind " + tag);
            }
            items[item] = at + 1;
            at += 1 + size + (tag == TEXT ? unsignedShort(at + 1) : 0);
            if (size == 8) {
                // Longs and doubles take two numbers.
                item++;
            }
        }
        this.end = at;
    }

    /** Where in the file it ends. */
    int end() {
        return end;
    }

    /** One more than the number of the last item. */
    int count() {
        return items.length;
    }

    /** Which kind of item it is; 0 if it is none. */
    int tag(int item) {
        return items[item] == 0 ? 0 : bytes[items[item] - 1];
    }

    /** The item that another names first, such as the text of a class or the owner of a member. */
    int first(int item) {
        return unsignedShort(items[item]);
    }

    /** The item that another names second, such as the name and type of a member. */
    int second(int item) {
        return unsignedShort(items[item] + 2);
    }

    /** Of a text; never 0. */
    long hash(int text) {
        long known = hashes[text];
        if (known == 0) {
            int offset = items[text];
            int length = unsignedShort(offset);
            // Both are done by the processor, also in code that was not compiled yet, and together are one of 64 bits.
            first.reset();
            first.update(bytes, offset + 2, length);
            second.reset();
            second.update(bytes, offset + 2, length);
            known = second.getValue() << 32 | first.getValue() | 1L << 63;
            hashes[text] = known;
        }
        return known;
    }

    /** Of a member, by the texts of its name and its descriptor; never 0. */
    long hash(int name, int descriptor) {
        return (Long.rotateLeft(hash(name), 1) * PRIME ^ hash(descriptor)) | 1;
    }

    String text(int item) {
        int offset = items[item];
        String plain = new String(bytes, offset + 2, unsignedShort(offset), StandardCharsets.UTF_8);
        return plain.indexOf('\uFFFD') < 0 ? plain : modified(offset, plain);
    }

    /** What stands at a place in the file. */
    int unsignedShort(int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    /** How many bytes of an attribute follow. */
    int length(int at) {
        int length = unsignedShort(at) << 16 | unsignedShort(at + 2);
        if (length < 0) {
            throw new IllegalArgumentException("an attribute is longer than a class file can be");
        }
        return length;
    }

    /** Class files write characters beyond the first plane in a way of their own. */
    private String modified(int offset, String otherwise) {
        try (DataInputStream text =
                new DataInputStream(new ByteArrayInputStream(bytes, offset, bytes.length - offset))) {
            return text.readUTF();
        } catch (IOException damaged) {
            return otherwise;
        }
    }
}
