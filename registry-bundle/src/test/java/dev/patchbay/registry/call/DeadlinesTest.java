package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

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

    private static CallScope call() {
        return new CallScope(
                Caller.runtime(InstanceId.ofType("erp"), "c"),
                CallKind.PULL,
                "c",
                Duration.ofMillis(1),
                Time.SYSTEM,
                System.nanoTime(),
                null);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "watchdog of a test");
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
