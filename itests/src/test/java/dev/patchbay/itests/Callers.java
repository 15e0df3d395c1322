package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.rules.ExternalResource;

/** Twenty threads that call an instance throughout; not one call may fail, whatever is done beside it. */
final class Callers extends ExternalResource {
    static final int THREADS = 20;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final RunningHome home;
    private final String instance;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    Callers(RunningHome home) {
        this(home, "scripted");
    }

    /** @param type whose instance {@code witness} they make, and call */
    Callers(RunningHome home, String type) {
        this.home = home;
        this.instance = type + "~witness";
    }

    /** While something happens to just what they call. */
    void during(Consumer<Callers> events) {
        before();
        try {
            events.accept(this);
        } finally {
            after();
        }
    }

    @Override
    protected void before() {
        home.cfg("connector." + instance + ".cfg", "url=http://witness");
        home.await(instance, InstanceState.READY);
        ConnectorHandle handle = home.handle(instance);
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
