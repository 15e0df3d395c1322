package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final String WATCHDOG = "watchdog of a test";

    @Test
    void aSystemWithoutThreadsFailsNoCallAndTheNextOneIsWatched() {
        AtomicInteger started = new AtomicInteger();
        try (Deadlines deadlines = new Deadlines(patrol -> started.getAndIncrement() == 0 ? none() : daemon(patrol))) {
            CallScope first = call();
            deadlines.watch(first);
            deadlines.forget(first);
            first.end();

            CallScope second = call();
            deadlines.watch(second);

            await().until(second::wasInterrupted);
            deadlines.forget(second);
            second.end();
            assertEquals(2, started.get());
        }
    }

    @Test
    void aFaultInOneLookEndsNobodysDeadline() {
        AtomicInteger looks = new AtomicInteger();
        Time faulty = new Time() {
            @Override
            public long nanos() {
                if (Thread.currentThread().getName().equals(WATCHDOG) && looks.getAndIncrement() == 0) {
                    throw new StackOverflowError("one too many");
                }
                return System.nanoTime();
            }

            @Override
            public void sleep(long nanos) {}
        };
        try (Deadlines deadlines = new Deadlines(DeadlinesTest::daemon)) {
            CallScope call = call(faulty);
            deadlines.watch(call);

            await().until(call::wasInterrupted);

            deadlines.forget(call);
            call.end();
            assertTrue(looks.get() > 1);
        }
    }

    private static CallScope call() {
        return call(Time.SYSTEM);
    }

    private static CallScope call(Time time) {
        return new CallScope(
                Caller.runtime(InstanceId.ofType("erp"), "c"),
                CallKind.PULL,
                "c",
                Duration.ofMillis(1),
                time,
                System.nanoTime(),
                null);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, WATCHDOG);
        thread.setDaemon(true);
        return thread;
    }

    private static Thread none() {
        return new Thread("none") {
            @Override
            public void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };
    }
}
