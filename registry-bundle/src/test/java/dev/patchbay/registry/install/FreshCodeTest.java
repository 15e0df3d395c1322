package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.patchbay.registry.linkage.Code;
import dev.patchbay.registry.linkage.CodeReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FreshCodeTest {
    private final FreshCode fresh = new FreshCode();

    @Test
    void givesAwayOnce() {
        Code code = code(2);
        fresh.put("a", code);
        assertSame(code, fresh.take("a").orElseThrow());
        assertEquals(Optional.empty(), fresh.take("a"));
    }

    @Test
    void forgetsTheOldestWhenThereIsTooMuch() {
        fresh.put("a", code(9_000));
        fresh.put("b", code(9_000));
        fresh.put("c", code(9_000));
        assertEquals(Optional.empty(), fresh.take("a"));
        assertEquals(9_000, fresh.take("b").orElseThrow().size());
        assertEquals(9_000, fresh.take("c").orElseThrow().size());
    }

    @Test
    void countsTheSameJarOnce() {
        for (int round = 0; round < 3; round++) {
            fresh.put("a", code(9_000));
        }
        fresh.put("b", code(9_000));
        assertEquals(9_000, fresh.take("a").orElseThrow().size());
    }

    private static Code code(int classFiles) {
        CodeReader reader = new CodeReader();
        for (int each = 0; each < classFiles; each++) {
            reader.fail("c" + each);
        }
        return reader.code();
    }
}
