package dev.patchbay.registry.event;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a listener has missed, and says so in the log: soon after the first, and then once in a while. */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final String listener;
    private final Later later;
    private final Supplier<Thread> thread;
    private final LongAdder count = new LongAdder();
    /** Whether a look at the count is to come, or was taken a short while ago. */
    private final AtomicBoolean noticed = new AtomicBoolean();
    /** Only by the task that looks, of which there is one at a time. */
    private volatile long told;

    Losses(String listener, Later later, Supplier<Thread> thread) {
        this.listener = listener;
        this.later = later;
        this.thread = thread;
    }

    /** By the thread of a call. */
    void add() {
        count.increment();
        if (!noticed.get() && noticed.compareAndSet(false, true)) {
            later.run(SOON, this::tell);
        }
    }

    /** What waits for a listener that has gone. */
    void left(long events) {
        if (events > 0) {
            count.add(events);
            LOG.warn("listener {} has gone before it was told {} events of calls", listener, events);
        }
    }

    long count() {
        return count.sum();
    }

    private void tell() {
        long present = count.sum();
        if (present == told) {
            noticed.set(false);
            return;
        }
        LOG.warn(
                "listener {} is too slow and has missed {} events of calls{}; no call waits for it, so do less in it, or"
                        + " elsewhere",
                listener,
                present - told,
                place());
        told = present;
        later.run(AGAIN, this::tell);
    }

    private String place() {
        Thread present = thread.get();
        StackTraceElement[] lines = present == null ? new StackTraceElement[0] : present.getStackTrace();
        return lines.length == 0
                ? ""
                : ", its thread is in " + lines[0].getClassName() + "." + lines[0].getMethodName();
    }
}
