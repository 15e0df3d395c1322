package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.resilience.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallScopeTest {

    @Test
    void takesBackTheInterruptOfTheWatchdog() {
        CallScope call = call();

        call.interrupt();
        assertTrue(Thread.currentThread().isInterrupted());
        call.end();

        assertFalse(Thread.interrupted());
    }

    @Test
    void leavesAnInterruptThatWasThereBeforeTheWatchdogCame() {
        CallScope call = call();
        Thread.currentThread().interrupt();

        call.interrupt();
        assertTrue(call.wasInterrupted());
        call.end();

        assertTrue(Thread.interrupted(), "it is for the caller to see");
    }

    @Test
    void theEndOfACallInACallLeavesTheInterruptOfTheOuterOne() {
        CallScope outer = call();
        CallScope inner = call();

        outer.interrupt();
        inner.interrupt();
        inner.end();
        assertTrue(Thread.currentThread().isInterrupted(), "the outer one is past its deadline, too");
        outer.end();

        assertFalse(Thread.interrupted());
    }

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
                CallScope call = call();
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

    private static CallScope call() {
        return new CallScope(
                Caller.runtime(InstanceId.ofType("erp"), "c"),
                CallKind.PULL,
                "c",
                Duration.ofSeconds(1),
                Time.SYSTEM,
                System.nanoTime(),
                null);
    }
}
