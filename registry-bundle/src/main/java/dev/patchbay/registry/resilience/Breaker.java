package dev.patchbay.registry.resilience;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ConnectorException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;

/**
 * Stops the calls of an instance, or those of one tenant to it, for a while after so many failures in a row, then lets one
 * through to see whether the external system is back. Counts and states are resilience4j's, which is not loaded before the first failure.
 *
 * <p>Thread-safe. While it is closed and nothing fails, a call reads two fields and takes no lock.
 */
public final class Breaker {
    private final BreakerLog log;
    private final Time time;

    /**
     * Another one after each change of state, and for each call that is let through to see: what began before tells nothing
     * of the time after. Guarded by this.
     */
    private Object era = new Object();
    /** The era while all calls pass, else null; written under this. */
    private volatile Object passing = era;
    /** In a row; written under this. */
    private volatile int failures;
    /** Null before the first failure; guarded by this, as are those below. */
    private Circuit circuit;

    private int threshold;
    private Duration openDuration;
    private CountedFailure last = CountedFailure.NONE;

    Breaker(BreakerLog log, int threshold, Duration openDuration, Time time) {
        this.log = log;
        this.threshold = threshold;
        this.openDuration = openDuration;
        this.time = time;
    }

    /**
     * Asks for an attempt to pass.
     *
     * @return what must be given back when it has ended, to {@link #succeeded}, {@link #failed} or {@link #left}; null if
     *     it may not pass
     */
    public Object enter() {
        Object present = passing;
        return present != null ? present : ask();
    }

    /** An attempt has succeeded. */
    public void succeeded(Object entry) {
        if (failures != 0) {
            answered(entry);
        }
    }

    /** An attempt has failed; what of that is counted is told by its code. */
    public void failed(Object entry, ConnectorException failure) {
        switch (Verdict.of(failure.code())) {
            case FAILURE -> count(entry, failure);
            case ANSWER -> succeeded(entry);
            case NOTHING -> left(entry);
        }
    }

    /** An attempt has ended in a way that tells nothing. */
    public void left(Object entry) {
        if (entry != passing) {
            release(entry);
        }
    }

    /** Something else has seen that the external system is back: the next call may try. */
    void recovered() {
        if (passing == null) {
            tryNow();
        }
    }

    public boolean isClosed() {
        return passing != null;
    }

    public synchronized BreakerState state() {
        LimitStatus.Breaker told = told();
        return new BreakerState(
                told,
                failures,
                threshold,
                told == LimitStatus.Breaker.OPEN ? circuit.openNanos() : 0,
                last.code(),
                last.message(),
                last.cause());
    }

    synchronized void limit(int otherThreshold, Duration otherDuration) {
        if (otherThreshold == threshold && otherDuration.equals(openDuration)) {
            return;
        }
        threshold = otherThreshold;
        openDuration = otherDuration;
        if (circuit != null) {
            failures = circuit.state() == State.CLOSED ? Math.min(failures, threshold - 1) : failures;
            circuit = circuit.with(threshold, openDuration, failures);
        }
    }

    /** From a clean start. */
    synchronized void order(BreakerOrder order) {
        circuit = order == BreakerOrder.RESET ? null : closed();
        if (order == BreakerOrder.OPEN) {
            circuit.forceOpen();
        } else if (order == BreakerOrder.CLOSE) {
            circuit.forceClosed();
        }
        failures = 0;
        last = CountedFailure.NONE;
        begin();
    }

    /** Whether it has nothing to remember but what an operator has ordered. */
    synchronized boolean isQuiet() {
        return switch (told()) {
            case CLOSED -> failures == 0;
            case OPEN, HALF_OPEN -> false;
            case FORCED_OPEN, FORCED_CLOSED -> true;
        };
    }

    private synchronized Object ask() {
        if (passing != null) {
            return passing;
        }
        if (!circuit.permits()) {
            return null;
        }
        // An earlier one that was to see, and may still come back, is late from now on.
        begin();
        return era;
    }

    private void answered(Object entry) {
        synchronized (this) {
            if (entry != era || circuit == null) {
                return;
            }
            State before = circuit.state();
            circuit.succeeded();
            if (circuit.state() == State.CLOSED) {
                failures = 0;
            }
            if (!hasLeft(before)) {
                return;
            }
        }
        log.closed();
    }

    private void count(Object entry, ConnectorException failure) {
        State before;
        int inARow;
        Duration duration;
        synchronized (this) {
            if (entry != era || circuit != null && circuit.state() == State.DISABLED) {
                return;
            }
            if (circuit == null) {
                circuit = closed();
            }
            failures++;
            last = CountedFailure.of(failure);
            before = circuit.state();
            circuit.failed();
            inARow = failures;
            duration = openDuration;
            if (!hasLeft(before)) {
                return;
            }
        }
        if (before == State.HALF_OPEN) {
            log.openedAgain(failure);
        } else {
            log.opened(failure, inARow, duration);
        }
    }

    private synchronized void release(Object entry) {
        if (entry == era && circuit != null) {
            circuit.release();
        }
    }

    private synchronized void tryNow() {
        if (circuit != null && circuit.state() == State.OPEN) {
            circuit.halfOpen();
            begin();
        }
    }

    /** Whether its state is another one than before, with which another era begins. */
    private boolean hasLeft(State before) {
        if (circuit.state() == before) {
            return false;
        }
        begin();
        return true;
    }

    private Circuit closed() {
        return Circuit.closed(log.toString(), threshold, openDuration, time);
    }

    private void begin() {
        era = new Object();
        boolean all = circuit == null || circuit.state() == State.CLOSED || circuit.state() == State.DISABLED;
        passing = all ? era : null;
    }

    private LimitStatus.Breaker told() {
        return circuit == null ? LimitStatus.Breaker.CLOSED : circuit.told();
    }
}
