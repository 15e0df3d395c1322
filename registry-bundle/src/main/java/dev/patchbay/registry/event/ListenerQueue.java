package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;
import dev.patchbay.api.Redaction;
import dev.patchbay.registry.unload.RuntimeThreads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits for one listener, and the thread that tells it. Who puts an event there takes no lock and, as long as calls
 * follow one another, hardly ever wakes it: the thread looks again after pauses, which are the longer the less it finds. It
 * is woken when much has come during one, or when it had seen nothing for a while, and then perhaps started anew.
 */
final class ListenerQueue {
    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long ATTENTIVE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long KEPT_ASLEEP = TimeUnit.SECONDS.toNanos(30);

    private static final int BEHIND = 1_024;
    /** Each time so many have come, the thread need not sleep on; a power of two, and a small part of the capacity. */
    private static final int A_LOT = 1_024;

    /** So many after one pause are worth a shorter one; for less, each look would cost more than what it finds. */
    private static final int MANY = 64;

    private static final int WITHOUT_THREAD = 0;
    private static final int AWAKE = 1;
    private static final int ASLEEP = 2;
    private static final int CLOSED = 3;

    private final ListenerSource source;
    private final Losses losses;
    private final EventRing ring;
    private final AtomicInteger state = new AtomicInteger(WITHOUT_THREAD);
    private final ListenerThrows thrown;
    private volatile Thread thread;
    /** Of what is lost, how much the listener knows; only for its thread. */
    private long toldLost;
    /** No event comes any more; those that wait are told. */
    private volatile boolean closing;
    /** Nothing is told any more. */
    private volatile boolean abandoned;
    /** Null until the first event. */
    private final AtomicReference<CallListener> listener = new AtomicReference<>();

    /** @param capacity a power of two */
    ListenerQueue(ListenerSource source, Redaction redaction, Later later, int capacity) {
        this.source = source;
        this.ring = new EventRing(capacity);
        this.losses = new Losses(source.name(), later, () -> thread);
        this.thrown = new ListenerThrows(source.name(), redaction);
    }

    /** By any thread, at once. What finds no room is counted, and lost. */
    void offer(CallEvent event) {
        long place = ring.offer(event);
        int present = state.get();
        if (place < 0) {
            if (present != CLOSED) {
                losses.add();
            }
        } else if (present != AWAKE) {
            wake();
        } else if ((place & A_LOT - 1) == A_LOT - 1) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether more waits than a listener leaves that is awake. */
    boolean isBehind() {
        return ring.size() > BEHIND;
    }

    /** How many events were lost. */
    long lost() {
        return losses.count();
    }

    /**
     * Tells what waits, as long as that takes no longer than a limit, and then nothing any more. One that hangs keeps its
     * thread, which ends when it returns.
     */
    void close(Duration limit) {
        closing = true;
        if (!state.compareAndSet(WITHOUT_THREAD, CLOSED)) {
            end(thread, limit);
        }
        abandoned = true;
        state.set(CLOSED);
        letGo();
    }

    private void end(Thread present, Duration limit) {
        if (present == null || present == Thread.currentThread()) {
            return;
        }
        try {
            LockSupport.unpark(present);
            present.join(limit.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (present.isAlive()) {
            abandoned = true;
            losses.left(ring.size());
            present.interrupt();
        }
    }

    private void wake() {
        int present = state.get();
        while (present == ASLEEP || present == WITHOUT_THREAD) {
            if (state.compareAndSet(present, AWAKE)) {
                if (present == ASLEEP) {
                    LockSupport.unpark(thread);
                } else {
                    start();
                }
                return;
            }
            present = state.get();
        }
    }

    private void start() {
        try {
            Thread made = RuntimeThreads.make("patchbay-events-" + source.name(), this::run);
            if (source.loader() != null) {
                made.setContextClassLoader(source.loader());
            }
            thread = made;
            made.start();
        } catch (Throwable noThread) {
            // The call that has brought the event goes on; the next event tries again.
            state.compareAndSet(AWAKE, WITHOUT_THREAD);
        }
    }

    private void run() {
        if (listener.get() == null) {
            listener.set(taken());
        }
        long pause = SHORTEST_PAUSE;
        long quiet = 0;
        int found = 0;
        while (!abandoned) {
            CallEvent event = ring.poll();
            if (event != null) {
                tell(event);
                found++;
                quiet = 0;
            } else if (ring.isEmpty() && (closing || quiet > ATTENTIVE && !sleep())) {
                return;
            } else {
                pause = found < MANY ? Math.min(2 * pause, LONGEST_PAUSE) : Math.max(pause / 2, SHORTEST_PAUSE);
                found = 0;
                // A listener may have left its thread interrupted: it would not pause.
                Thread.interrupted();
                LockSupport.parkNanos(this, pause);
                quiet += pause;
            }
        }
        letGo();
    }

    /** By whoever comes last: the one who closes, or the thread when it was in foreign code then. */
    private void letGo() {
        CallListener last = listener.getAndSet(null);
        if (last != null) {
            source.giveBack(last);
        }
    }

    private CallListener taken() {
        try {
            return source.take();
        } catch (Throwable failed) {
            thrown.log("could not be had", failed);
            return null;
        }
    }

    private void tell(CallEvent event) {
        CallListener present = listener.get();
        if (present == null) {
            return;
        }
        try {
            tellLosses(present);
            event.tell(present);
        } catch (Throwable failed) {
            thrown.log("has thrown", failed);
        }
    }

    private void tellLosses(CallListener present) {
        long lost = losses.count();
        if (lost != toldLost) {
            long fresh = lost - toldLost;
            toldLost = lost;
            try {
                present.missed(fresh);
            } catch (Throwable failed) {
                thrown.log("has thrown", failed);
            }
        }
    }

    /**
     * Sleeps until an event comes. Whoever brings one has claimed its place before it looks at the state, and the state is
     * written here before the claims are looked at: one of the two sees the other.
     *
     * @return false if none has come for long: this thread is to end, and another is started when one comes
     */
    private boolean sleep() {
        state.compareAndSet(AWAKE, ASLEEP);
        long since = System.nanoTime();
        while (ring.isEmpty() && !closing && state.get() == ASLEEP) {
            long left = KEPT_ASLEEP - (System.nanoTime() - since);
            if (left <= 0) {
                return !state.compareAndSet(ASLEEP, WITHOUT_THREAD);
            }
            Thread.interrupted();
            LockSupport.parkNanos(this, left);
        }
        state.compareAndSet(ASLEEP, AWAKE);
        return true;
    }
}
