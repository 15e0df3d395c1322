package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallScopeTest {

    @Test
    void anInterruptNeverReachesACallerThatHasReturned() throws Exception {
        AtomicReference<CallScope> current = new AtomicReference<>();
        AtomicBoolean stop = new AtomicBoolean();
        Thread watchdog = new Thread(() -> {
            while (!stop.get()) {
                CallScope call = current.get();
                if (call != null) {
                    call.interrupt();
                }
            }
        });
        watchdog.start();
        try {
            for (int i = 0; i < 200_000; i++) {
                CallScope call = new CallScope(
                        Caller.runtime(InstanceId.ofType("erp"), "c"),
                        CallKind.PULL,
                        "c",
                        Duration.ofSeconds(1),
                        Time.SYSTEM,
                        System.nanoTime(),
                        null);
                current.set(call);
                call.end();
                assertFalse(Thread.currentThread().isInterrupted(), "call " + i);
            }
        } finally {
            stop.set(true);
            watchdog.join();
            Thread.interrupted();
        }
    }
}
