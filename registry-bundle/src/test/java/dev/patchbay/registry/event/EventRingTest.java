package dev.patchbay.registry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRingTest {

    @Test
    void givesWhatWasPutInThatOrderRoundAfterRound() {
        EventRing ring = new EventRing(4);
        for (int round = 0; round < 10; round++) {
            List<CallEvent> put = new ArrayList<>();
            for (int index = 0; index < 3; index++) {
                CallEvent event = new Numbered(round, index);
                assertTrue(ring.offer(event) >= 0);
                put.add(event);
            }
            for (CallEvent each : put) {
                assertSame(each, ring.poll());
            }
            assertNull(ring.poll());
            assertTrue(ring.isEmpty());
        }
    }

    @Test
    void takesNoMoreThanItHasRoomForAndMoreAsSoonAsItHas() {
        EventRing ring = new EventRing(2);
        ring.offer(new Numbered(0, 0));
        ring.offer(new Numbered(0, 1));

        assertTrue(ring.offer(new Numbered(0, 2)) < 0);
        assertEquals(2, ring.size());
        assertEquals(new Numbered(0, 0), ring.poll());
        assertTrue(ring.offer(new Numbered(0, 3)) >= 0);
        assertTrue(ring.offer(new Numbered(0, 4)) < 0);
        assertEquals(new Numbered(0, 1), ring.poll());
        assertEquals(new Numbered(0, 3), ring.poll());
    }

    @Test
    void wantsAPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new EventRing(3));
    }

    @Test
    void losesNothingAndKeepsTheOrderOfEachOfManyThreads() throws Exception {
        int threads = 4;
        int each = 50_000;
        EventRing ring = new EventRing(64);
        List<Thread> producers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            producers.add(new Thread(() -> {
                for (int index = 0; index < each; index++) {
                    CallEvent event = new Numbered(number, index);
                    while (ring.offer(event) < 0) {
                        Thread.yield();
                    }
                }
            }));
        }
        producers.forEach(Thread::start);
        int[] next = new int[threads];
        for (int taken = 0; taken < threads * each; ) {
            if (ring.poll() instanceof Numbered event) {
                assertEquals(next[event.thread()]++, event.index());
                taken++;
            } else {
                Thread.yield();
            }
        }
        for (Thread producer : producers) {
            producer.join();
        }
        assertTrue(ring.isEmpty());
    }

    private record Numbered(int thread, int index) implements CallEvent {
        @Override
        public void tell(CallListener listener) {}
    }
}
