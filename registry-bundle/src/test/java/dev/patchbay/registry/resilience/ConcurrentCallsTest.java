package dev.patchbay.registry.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConcurrentCallsTest {
    private final ConcurrentCalls calls = new ConcurrentCalls(2);

    @Test
    void letsSoManyIn() throws InterruptedException {
        assertTrue(calls.enter());
        assertTrue(calls.enter());
        assertFalse(calls.enter());
        assertFalse(calls.enterWithin(1));
        assertEquals(2, calls.underWay());
        calls.leave();
        assertTrue(calls.enterWithin(1));
    }

    @Test
    void isMadeSmallerUnderCallsThatGoOn() {
        calls.enter();
        calls.enter();
        calls.most(1);
        assertEquals(2, calls.underWay());
        calls.leave();
        assertFalse(calls.enter(), "one is still under way");
        calls.leave();
        assertTrue(calls.enter());
        assertEquals(1, calls.underWay());
    }

    @Test
    void isMadeLargerAtOnce() {
        calls.enter();
        calls.enter();
        calls.most(3);
        assertTrue(calls.enter());
        assertFalse(calls.enter());
        assertEquals(3, calls.underWay());
    }

    @Test
    void whoWaitsCanBeInterrupted() {
        calls.most(1);
        calls.enter();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> calls.enterWithin(Long.MAX_VALUE));
        assertEquals(1, calls.underWay());
    }
}
