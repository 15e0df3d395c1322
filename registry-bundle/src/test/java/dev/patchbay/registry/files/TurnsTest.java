package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns<String> turns = new Turns<>();

    @Test
    void whoFindsTheKeyBusyLeavesItsWorkAndGoesOn() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean();
        Thread first = new Thread(() -> turns.take("key", () -> {
            busy.countDown();
            await(go);
        }));
        first.start();
        busy.await();
        turns.take("key", () -> left.set(true));
        assertFalse(left.get(), "done by the thread that is at it");
        turns.take("other", () -> {});
        go.countDown();
        first.join();
        assertTrue(left.get());
    }

    @Test
    void losesNothingAndNeverRunsTwoAtOnce() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger worst = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < 1_000; j++) {
                    turns.take("key", () -> {
                        worst.accumulateAndGet(running.incrementAndGet(), Math::max);
                        done.incrementAndGet();
                        running.decrementAndGet();
                    });
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(8_000, done.get());
        assertEquals(1, worst.get());
    }

    @Test
    void goesOnAfterAFailure() {
        AtomicBoolean done = new AtomicBoolean();
        turns.take("key", () -> {
            turns.take("key", () -> done.set(true));
            throw new IllegalStateException("expected by the test");
        });
        assertTrue(done.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
