package dev.patchbay.registry.resilience;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    @Test
    void whoHasAPlaceInItsShareAndWaitsForOneInTheTotalIsNotUnderWay() throws InterruptedException {
        ConcurrentCalls share = new ConcurrentCalls(2, calls);
        calls.most(1);
        assertTrue(share.enter());
        CountDownLatch entered = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                if (share.enterWithin(TimeUnit.SECONDS.toNanos(20))) {
                    entered.countDown();
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        assertEquals(1, share.underWay());

        share.leave();
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        assertEquals(1, share.underWay());
    }
}
