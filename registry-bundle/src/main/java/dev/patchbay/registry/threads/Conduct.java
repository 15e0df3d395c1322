package dev.patchbay.registry.threads;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How code of one connector object has behaved on threads of the runtime, and so whether it may have a virtual one: code
 * that spins, or waits in native code, keeps the processor that carries its virtual thread from all others.
 *
 * <p>It may if its latest work of the same kind has ended within a second, if none of its work was ever given up, and if no
 * other work of the same object has a virtual thread, so that one object keeps one processor at most. Thread-safe.
 */
public final class Conduct {
    private static final long SOON = TimeUnit.SECONDS.toNanos(1);
    /** Of kinds that are remembered; names of operations come from outside. */
    private static final int MOST_KINDS = 32;

    private final AtomicBoolean taken = new AtomicBoolean();
    /** Kinds of work of which the latest has ended soon. Replaced under this. */
    private volatile Set<String> soon = Set.of();

    private volatile boolean strayed;

    /**
     * One piece of work that is to be done.
     *
     * @param kind of work: that one kind ends soon tells nothing of another
     */
    public Turn turn(String kind) {
        return new Turn(this, kind);
    }

    /** Nobody waits any longer for work that should have ended. This is never forgotten. */
    public void strayed() {
        strayed = true;
    }

    /** Takes the one virtual thread that the object may have; false if it may not. */
    boolean take(String kind) {
        return !strayed && !taken.get() && soon.contains(kind) && taken.compareAndSet(false, true);
    }

    void giveBack() {
        taken.set(false);
    }

    void ended(String kind, long nanos) {
        if (nanos < SOON != soon.contains(kind)) {
            remember(kind, nanos < SOON);
        }
    }

    private synchronized void remember(String kind, boolean endedSoon) {
        Set<String> changed = new HashSet<>(soon);
        if (!endedSoon) {
            changed.remove(kind);
        } else if (changed.size() < MOST_KINDS) {
            changed.add(kind);
        }
        soon = Set.copyOf(changed);
    }
}
