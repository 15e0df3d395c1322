package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.rules.ExternalResource;

/** Twenty threads that call an instance throughout; not one call may fail, whatever is done beside it. */
final class Callers extends ExternalResource {
    static final int THREADS = 20;
    private static final String INSTANCE = "scripted~witness";
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final RunningHome home;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    Callers(RunningHome home) {
        this.home = home;
    }

    @Override
    protected void before() {
        home.cfg("connector." + INSTANCE + ".cfg", "url=http://witness");
        RunningHome.eventually().until(() -> home.find(INSTANCE).isPresent());
        ConnectorHandle handle = home.handle(INSTANCE);
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> call(handle), "caller-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    protected void after() {
        ended = true;
        threads.forEach(Callers::join);
        assertEquals(List.of(), List.copyOf(failures));
        assertTrue("no call was made", calls.get() > THREADS);
    }

    /** Waits until this many more calls have ended, all of them well. */
    void awaitCalls(int more) {
        long goal = calls.get() + more;
        RunningHome.eventually().until(() -> calls.get() >= goal || !failures.isEmpty());
        assertEquals(List.of(), List.copyOf(failures));
    }

    private void call(ConnectorHandle handle) {
        while (!ended) {
            try {
                handle.pull(PullRequest.of("numbers"));
                calls.incrementAndGet();
            } catch (RuntimeException failed) {
                failures.add(failed.toString());
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
