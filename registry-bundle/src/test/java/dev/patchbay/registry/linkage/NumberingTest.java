package dev.patchbay.registry.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class NumberingTest {

    @Test
    void numbersWhatIsDistinctHoweverMuchThereIsOfIt() {
        // Every fourth falls into the same slot at first.
        long[] hashes =
                LongStream.range(0, 5_000).map(each -> each << 32 | each % 4).toArray();
        Numbering numbering = new Numbering();
        for (int round = 0; round < 2; round++) {
            for (int each = 0; each < hashes.length; each++) {
                assertEquals(each, numbering.of(hashes[each]));
            }
        }
        assertEquals(hashes.length, numbering.size());
    }
}
