package dev.patchbay.registry.call;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.unload.RuntimeThreads;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watchdog: one thread for all calls looks every few milliseconds for those past their deadline and interrupts them.
 * A call arms no timer; while there are no calls the thread waits, and after a while ends.
 */
public final class Deadlines implements AutoCloseable {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(2);

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final RunningCalls running = new RunningCalls();
    private final Function<Runnable, Thread> threads;
    /** Guarded by this. */
    private boolean scarce;

    private volatile Thread watchdog;
    private volatile boolean closed;

    public Deadlines() {
        this(patrol -> RuntimeThreads.make("patchbay-watchdog", patrol));
    }

    Deadlines(Function<Runnable, Thread> threads) {
        this.threads = threads;
    }

    void watch(CallScope call) {
        running.add(call);
        if (watchdog == null) {
            start();
        }
    }

    void forget(CallScope call) {
        running.remove(call);
    }

    /** Sentences about calls that go on although they were interrupted, each with the place at which they are. */
    public List<String> overdue(InstanceId id) {
        return running.present().stream()
                .filter(each -> each.id().equals(id) && each.wasInterrupted())
                .map(Deadlines::describe)
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        Thread present = watchdog;
        if (present != null) {
            LockSupport.unpark(present);
        }
    }

    private static String describe(CallScope call) {
        Optional<StackTraceElement> place = Arrays.stream(call.thread().getStackTrace())
                .filter(each -> !isOfTheJdk(each.getClassName()))
                .findFirst();
        return "a call of " + call.kind().operation() + " has ignored its interruption for "
                + TimeUnit.NANOSECONDS.toSeconds(call.elapsedNanos()) + " s on thread "
                + call.thread().getName()
                + place.map(each -> ", now in " + each.getClassName() + "." + each.getMethodName())
                        .orElse("");
    }

    /** In whatever it waits there, the connector's line is the one that tells something. */
    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.") || className.startsWith("sun.");
    }

    private synchronized void start() {
        if (watchdog == null && !closed) {
            Thread thread = threads.apply(this::patrol);
            watchdog = thread;
            try {
                thread.start();
                scarce = false;
            } catch (OutOfMemoryError none) {
                // The call goes on, and the next one tries again.
                watchdog = null;
                if (!scarce) {
                    scarce = true;
                    LOG.warn(
                            "the system gives no thread to watch deadlines, so no call ends by its own: {}",
                            none.getMessage());
                }
            }
        }
    }

    private void patrol() {
        long idleSince = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(TICK);
            if (running.isEmpty()) {
                if (System.nanoTime() - idleSince > IDLE && end()) {
                    return;
                }
            } else {
                idleSince = System.nanoTime();
                lookAndGoOn();
            }
        }
    }

    /** Nobody else ends calls: whatever happens in one look, as that a connector has used up the memory, the next one comes. */
    private void lookAndGoOn() {
        try {
            look();
        } catch (Throwable fault) {
            try {
                LOG.error("the watch over deadlines goes on after {}", fault.toString(), fault);
            } catch (Throwable again) {
                // Not even that could be said.
            }
        }
    }

    /** Who lasts so long that it is seen here is told to those who listen, before anything else happens in it. */
    private void look() {
        for (CallScope call : running.present()) {
            CallTrail trail = call.trail();
            if (trail != null) {
                trail.tellBeginning();
            }
            if (call.isOverdue()) {
                call.interrupt();
            }
        }
    }

    /** A call that came in between starts a new thread, or is seen here: it adds itself before it looks for one. */
    private boolean end() {
        watchdog = null;
        if (running.isEmpty()) {
            return true;
        }
        synchronized (this) {
            if (watchdog == null) {
                watchdog = Thread.currentThread();
                return false;
            }
            return true;
        }
    }
}
