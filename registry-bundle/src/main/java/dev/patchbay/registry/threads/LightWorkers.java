package dev.patchbay.registry.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads for many tasks at once, where this Java has them, beside platform threads for all others.
 *
 * <p>Code that spins, or waits in native code, keeps the processor that carries its virtual thread from all other virtual
 * threads. So only code has one of which the {@link Conduct} is good, and a few tasks at a time never do; and when tasks
 * wait that no virtual thread takes up for a moment, they are handed to the platform threads, and so is every task of the
 * next minute.
 */
public final class LightWorkers implements AutoCloseable {
    /** As many busy platform threads as are usual. */
    private static final int FEW = 8;

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long DISTRUST = TimeUnit.MINUTES.toNanos(1);

    private final Workers platform;
    private final Optional<ThreadFactory> virtual;
    private final int mostVirtual;
    private final long moment;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Set<Thread> there = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final Runnable watch = this::watch;
    private volatile long distrustedAt = System.nanoTime() - DISTRUST;
    private volatile boolean closed;

    /**
     * @param name part of the threads' names, {@code patchbay-NAME-N} and {@code patchbay-NAME-virtual-N}
     * @param most platform threads
     * @param mostVirtual virtual threads besides
     */
    public LightWorkers(String name, int most, int mostVirtual) {
        this(new Workers(name, most), VirtualThreads.factory(name), mostVirtual, MOMENT);
    }

    /** @param moment within which a virtual thread takes up a task, in nanoseconds */
    LightWorkers(Workers platform, Optional<ThreadFactory> virtual, int mostVirtual, long moment) {
        this.platform = platform;
        this.virtual = virtual;
        this.mostVirtual = mostVirtual;
        this.moment = moment;
    }

    /**
     * Runs a task on a platform thread.
     *
     * @throws RejectedExecutionException if this is closed, or the system gives no thread
     */
    public void execute(Runnable task) {
        platform.execute(task);
    }

    /**
     * Runs a task that is work of a connector object: on a virtual thread if many are under way, and if the object may have
     * one.
     *
     * @param turn begun and ended by the task
     * @throws RejectedExecutionException as {@link #execute(Runnable)}
     */
    public void execute(Runnable task, Turn turn) {
        if (virtual.isEmpty()
                || platform.busy() < FEW
                || System.nanoTime() - distrustedAt < DISTRUST
                || !turn.takeLight()) {
            platform.execute(task);
            return;
        }
        waiting.add(task);
        if (closed && waiting.remove(task)) {
            throw new RejectedExecutionException("no thread is given any more");
        }
        start();
        beWatched();
    }

    /**
     * Takes no task any more and interrupts those that run.
     *
     * @return the tasks that waited, and never will be run
     */
    public List<Runnable> end() {
        closed = true;
        List<Runnable> dropped = new ArrayList<>(platform.end());
        dropped.remove(watch);
        dropped.addAll(drained());
        there.forEach(Thread::interrupt);
        return dropped;
    }

    @Override
    public void close() {
        end();
    }

    private void start() {
        int present = number.get();
        while (present < mostVirtual && !closed) {
            if (number.compareAndSet(present, present + 1)) {
                virtual.orElseThrow().newThread(this::work).start();
                return;
            }
            present = number.get();
        }
    }

    private void work() {
        there.add(Thread.currentThread());
        try {
            for (Runnable task = next(); task != null; task = next()) {
                taken.incrementAndGet();
                CleanThread.run(task);
            }
        } finally {
            there.remove(Thread.currentThread());
            number.decrementAndGet();
            if (!waiting.isEmpty()) {
                start();
            }
        }
    }

    private Runnable next() {
        return closed ? null : waiting.poll();
    }

    private void beWatched() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            try {
                platform.execute(watch);
            } catch (RejectedExecutionException none) {
                // The task has its thread; the next one tries again.
                watched.set(false);
            }
        }
    }

    /** On a platform thread, while virtual ones have something to do, and a moment longer. */
    private void watch() {
        long before = taken.get();
        boolean goesOn = true;
        while (goesOn) {
            passMoment();
            long now = taken.get();
            if (now == before && !waiting.isEmpty() && !closed) {
                distrustedAt = System.nanoTime();
                drained().forEach(platform::execute);
            }
            goesOn = now != before && !closed;
            before = now;
        }
        watched.set(false);
        if (!waiting.isEmpty() && !closed) {
            beWatched();
        }
    }

    private void passMoment() {
        long begin = System.nanoTime();
        for (long left = moment; left > 0 && !closed; left = moment - (System.nanoTime() - begin)) {
            LockSupport.parkNanos(left);
        }
    }

    private List<Runnable> drained() {
        List<Runnable> all = new ArrayList<>();
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            all.add(task);
        }
        return all;
    }
}
