package dev.patchbay.registry.event;

import dev.patchbay.api.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who listens to calls. A call asks once, when it begins; while nobody listens it does nothing more. */
public final class CallEvents implements AutoCloseable {
    private static final int CAPACITY = 1 << 14;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Redaction redaction;
    private final Later later;
    private final int capacity;
    /** Guarded by this. */
    private final List<ListenerQueue> queues = new ArrayList<>();
    /** Null if nobody listens. */
    private volatile Audience audience;

    public CallEvents(Redaction redaction, Later later) {
        this(redaction, later, CAPACITY);
    }

    /** @param capacity how many events wait for a listener at most; a power of two */
    CallEvents(Redaction redaction, Later later, int capacity) {
        this.redaction = redaction;
        this.later = later;
        this.capacity = capacity;
    }

    /** Those who are to hear of a call that begins now; null if nobody listens. */
    public Audience audience() {
        return audience;
    }

    /** From now on this one hears of every call that begins; {@link #leave} ends it. */
    ListenerQueue join(ListenerSource source) {
        ListenerQueue queue = new ListenerQueue(source, redaction, later, capacity);
        change(() -> queues.add(queue));
        return queue;
    }

    /** It hears what has happened until now, if it takes that in in time, and then nothing any more. */
    void leave(ListenerQueue queue) {
        change(() -> queues.remove(queue));
        queue.close(LAST_WORDS);
    }

    /** Tells those who listen to calls to forget a tenant. */
    public void tenantRemoved(String tenant) {
        List<ListenerQueue> present;
        synchronized (this) {
            present = List.copyOf(queues);
        }
        present.forEach(each -> each.offer(listener -> listener.tenantRemoved(tenant)));
    }

    /** After the last call. */
    @Override
    public void close() {
        List<ListenerQueue> present;
        synchronized (this) {
            present = List.copyOf(queues);
        }
        present.forEach(this::leave);
    }

    private synchronized void change(Runnable change) {
        change.run();
        audience = queues.isEmpty() ? null : new Audience(redaction, queues.toArray(ListenerQueue[]::new));
    }
}
