package dev.patchbay.toolkit.changes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Which records were given already, in few bytes, as many may share a time: an id that is a number by that number, any other
 * by 62 bits of its hash. Among 100,000 such ids the chance that two are taken for one is one in a thousand million.
 * Not thread-safe.
 */
final class Seen {
    /** Longer ones do not fit into the bits. */
    private static final int LONGEST_NUMBER = 18;

    private final Set<Long> keys;

    Seen() {
        this(Set.of());
    }

    private Seen(Set<Long> keys) {
        this.keys = new HashSet<>(keys);
    }

    Seen copy() {
        return new Seen(keys);
    }

    boolean contains(String id) {
        return keys.contains(key(id));
    }

    void add(String id) {
        keys.add(key(id));
    }

    void clear() {
        keys.clear();
    }

    int size() {
        return keys.size();
    }

    /**
     * What {@link #toString} has made.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Seen parse(String text) {
        Seen seen = new Seen();
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        long key = -1;
        while (bytes.hasRemaining()) {
            key += step(bytes);
            if (key < 0) {
                throw foreign();
            }
            seen.keys.add(key);
        }
        return seen;
    }

    /** The way from each to the next, seven bits a byte, of which the last has the eighth bit: what is alike needs little. */
    @Override
    public String toString() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long before = -1;
        for (long key : keys.stream().mapToLong(Long::longValue).sorted().toArray()) {
            long step = key - before;
            for (; step > 0x7f; step >>>= 7) {
                bytes.write((int) (step & 0x7f));
            }
            bytes.write((int) (step | 0x80));
            before = key;
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static long step(ByteBuffer bytes) {
        long step = 0;
        for (int shift = 0; shift < 63 && bytes.hasRemaining(); shift += 7) {
            byte part = bytes.get();
            step |= (part & 0x7fL) << shift;
            if (part < 0 && step > 0) {
                return step;
            }
        }
        throw foreign();
    }

    private static IllegalArgumentException foreign() {
        return new IllegalArgumentException("the text names no ids; take it as it was made");
    }

    private static long key(String id) {
        boolean number = !id.isEmpty()
                && id.length() <= LONGEST_NUMBER
                && (id.charAt(0) != '0' || id.length() == 1)
                && id.chars().allMatch(each -> each >= '0' && each <= '9');
        return number ? Long.parseLong(id) : hash(id) >>> 2;
    }

    private static long hash(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, and this one has not", e);
        }
    }
}
