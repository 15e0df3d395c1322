package dev.patchbay.registry.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One serial queue for each connector type: tasks of a type run one after the other in the order in which they came,
 * those of different types side by side. Whoever brings news (SCR, ConfigAdmin, FileInstall) only puts it here.
 */
public final class SerialQueues implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SerialQueues.class);

    /**
     * A file is looked at, and another that it was renamed to; its type is planned, its instances are brought in line, and
     * once more if others waited for it.
     */
    private static final int LONGEST_CHAIN = 10;

    private final Executor threads;
    /** Guarded by this. A queue is there exactly while a task of its type is waiting or running. */
    private final Map<String, Queue<Runnable>> queues = new HashMap<>();
    /** Guarded by this. */
    private boolean closed;

    public SerialQueues(Executor threads) {
        this.threads = threads;
    }

    /**
     * Adds a task to the queue of a type and returns at once.
     *
     * @return false if the queues are closed, and the task dropped
     */
    public boolean submit(String type, Runnable task) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            Queue<Runnable> queue = queues.get(type);
            if (queue != null) {
                queue.add(task);
                return true;
            }
            queue = new ArrayDeque<>();
            queue.add(task);
            queues.put(type, queue);
        }
        threads.execute(() -> drain(type));
        return true;
    }

    /**
     * Waits until all tasks that were submitted for a type before this call have run.
     *
     * @return false if that took longer
     */
    public boolean settle(String type, Duration atMost) {
        return await(List.of(marker(type)), atMost);
    }

    /** As {@link #settle(String, Duration)} for all types, and for the tasks that their tasks have submitted. */
    public boolean settle(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            List<String> busy;
            synchronized (this) {
                busy = new ArrayList<>(queues.keySet());
            }
            if (busy.isEmpty()) {
                return true;
            }
            if (!await(busy.stream().map(this::marker).toList(), Duration.ofNanos(until - System.nanoTime()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a task of any queue with such a name waits or runs. */
    public synchronized boolean isBusy(Predicate<String> names) {
        return queues.keySet().stream().anyMatch(names);
    }

    /** Takes no news any more: what is submitted from now on is dropped. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private CompletableFuture<Void> marker(String type) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        if (!submit(type, () -> reached.complete(null))) {
            reached.complete(null);
        }
        return reached;
    }

    private static boolean await(List<CompletableFuture<Void>> markers, Duration atMost) {
        try {
            CompletableFuture.allOf(markers.toArray(CompletableFuture[]::new))
                    .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void drain(String type) {
        for (Runnable task = next(type, false); task != null; task = next(type, true)) {
            try {
                task.run();
            } catch (Throwable fault) {
                // Also an Error: a queue that nobody drains would hold up its type for ever.
                LOG.error("{}: a change could not be taken in: {}", type, fault.toString(), fault);
            }
        }
    }

    /** The head stays in the queue while it runs, so that the queue is seen as busy until its last task has ended. */
    private synchronized Runnable next(String type, boolean headHasRun) {
        Queue<Runnable> queue = queues.get(type);
        if (headHasRun) {
            queue.remove();
        }
        Runnable head = queue.peek();
        if (head == null) {
            queues.remove(type);
        }
        return head;
    }
}
