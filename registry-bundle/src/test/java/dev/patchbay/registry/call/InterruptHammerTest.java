package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of calls that end in the very moment in which the watchdog looks for those past their deadline: the first one
 * that it interrupts makes all others return, while it is on its way to them.
 */
class InterruptHammerTest {
    private static final int CALLERS = 24;
    private static final int CALLS = 100;
    private static final long SEED = 20_261_121;

    @TempDir
    Path folder;

    private final AtomicInteger patrols = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger returned = new AtomicInteger();
    private final Queue<String> strays = new ConcurrentLinkedQueue<>();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        registry.install("erp", "1.0.0", context -> {
            TestConnector made = new TestConnector(context, new RegistryFixture.Diary());
            made.onPull = this::raceTheWatchdog;
            return made;
        });
        registry.define(
                "erp",
                "url",
                "http://one",
                "retry.max.attempts",
                "1",
                "breaker.failure.threshold",
                "1000",
                "max.concurrent.calls",
                "1000");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void noCallerIsInterruptedAfterItsCallReturned() throws InterruptedException {
        hammer(CallOptions.none());
    }

    @Test
    void noCallerOfAnIsolatedCallIsInterruptedNorTheNextCallOnItsThread() throws InterruptedException {
        hammer(CallOptions.none().isolated());
    }

    private void hammer(CallOptions options) throws InterruptedException {
        registry.handle("erp").pull(PullRequest.of("nothing"));
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Random random = new Random(SEED + caller);
            Thread thread = new Thread(() -> callAgainAndAgain(options, random));
            callers.add(thread);
            thread.start();
        }
        for (Thread each : callers) {
            each.join();
        }

        assertEquals(List.of(), List.copyOf(strays), "seed " + SEED);
        assertTrue(interrupted.get() > 0, "none was interrupted");
        assertTrue(returned.get() > 0, "none returned by itself");
    }

    private void callAgainAndAgain(CallOptions options, Random random) {
        ConnectorHandle handle = registry.handle("erp");
        for (int call = 0; call < CALLS; call++) {
            Duration timeout = Duration.ofNanos(1_000_000 + random.nextInt(3_000_000));
            lookForStray("before a call");
            try {
                handle.with(options.timeout(timeout))
                        .pull(PullRequest.of(random.nextInt(4) == 0 ? "nested" : "things"));
                returned.incrementAndGet();
            } catch (ConnectorException late) {
                interrupted.incrementAndGet();
            }
            lookForStray("after a call");
            ownCode(random.nextInt(20));
            lookForStray("in the caller's own code");
        }
    }

    private Page raceTheWatchdog(PullRequest request) {
        if (request.recordType().equals("nothing")) {
            return Page.last(List.of());
        }
        if (request.recordType().equals("nested")) {
            try {
                registry.handle("erp")
                        .with(CallOptions.none().timeout(Duration.ofMillis(1)))
                        .pull(PullRequest.of("things"));
            } catch (ConnectorException late) {
                return Page.last(List.of());
            }
        }
        int seen = patrols.get();
        while (patrols.get() == seen) {
            if (Thread.currentThread().isInterrupted()) {
                patrols.incrementAndGet();
                throw new IllegalStateException("interrupted");
            }
            Thread.yield();
        }
        return Page.last(List.of());
    }

    private void lookForStray(String when) {
        if (Thread.interrupted()) {
            strays.add(Thread.currentThread().getName() + " was interrupted " + when);
        }
    }

    private static void ownCode(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            Thread.yield();
        }
    }
}
