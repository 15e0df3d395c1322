package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.registry.evidence.CallsSeen;
import dev.patchbay.registry.evidence.CheckSeen;
import dev.patchbay.registry.evidence.RecentCalls;
import dev.patchbay.registry.threads.Conduct;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What was last seen of one connector object. It belongs to the slot, not to the instance, so that nothing that an old
 * object did is told of the new one; settings that need no new object change nothing here.
 */
public final class Observations {

    /** A call that failed, kept until one succeeds. */
    public record Failure(ConnectorException cause, Instant at) {}

    private final AtomicReference<Check> check = new AtomicReference<>();
    private final Conduct conduct = new Conduct();
    private volatile Failure lastFailure;
    private volatile CheckSeen checked;
    /** Null until the first call ends; set once, under the lock. */
    private volatile RecentCalls calls;

    /** The latest failed call, if none has succeeded since. */
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    public void failed(Failure failure) {
        lastFailure = failure;
    }

    public void succeeded() {
        lastFailure = null;
    }

    /** What the latest check has found; empty if there was none. */
    public Optional<CheckSeen> checked() {
        return Optional.ofNullable(checked);
    }

    public void checked(CheckSeen seen) {
        checked = seen;
    }

    /** Where calls write how they went. */
    public RecentCalls calls() {
        RecentCalls present = calls;
        return present == null ? begin() : present;
    }

    /** What calls show now, by {@link System#nanoTime}. */
    public CallsSeen seen(long nanos) {
        RecentCalls present = calls;
        return present == null ? CallsSeen.NONE : present.seen(nanos);
    }

    /** The check that is under way, if one is: there are never two, so that one that hangs holds one thread. */
    public AtomicReference<Check> check() {
        return check;
    }

    /** How the object behaves on threads of the runtime. */
    public Conduct conduct() {
        return conduct;
    }

    private synchronized RecentCalls begin() {
        if (calls == null) {
            calls = new RecentCalls();
        }
        return calls;
    }
}
