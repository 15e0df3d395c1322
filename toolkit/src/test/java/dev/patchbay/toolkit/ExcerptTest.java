package dev.patchbay.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void leavesWhatIsShort() {
        assertEquals("no such user", Excerpt.of("no such user", 12));
    }

    @Test
    void endsBeforeAWordThatWouldBeCut() {
        assertEquals("refused...", Excerpt.of("refused c2VjcmV0LWtleQ== for good", 16));
        assertEquals("...", Excerpt.of("c2VjcmV0LWtleQ==", 8));
    }

    @Test
    void cutsALanguageWithoutBlanksAnywhere() {
        assertEquals("認証に失...", Excerpt.of("認証に失敗しました", 4));
    }
}
