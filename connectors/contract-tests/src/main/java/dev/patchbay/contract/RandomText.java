package dev.patchbay.contract;

import java.util.concurrent.ThreadLocalRandom;

/** Letters that nothing makes shorter, for records that are large. */
public final class RandomText {
    private RandomText() {}

    public static String of(int characters) {
        return ThreadLocalRandom.current()
                .ints(characters, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
