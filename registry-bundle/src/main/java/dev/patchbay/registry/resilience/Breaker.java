package dev.patchbay.registry.resilience;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.InstanceId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the calls of an instance for a while after so many failures in a row, then lets one through to see whether the
 * external system is back. Counts and states are resilience4j's, which is not loaded before the first failure.
 *
 * <p>Thread-safe. While it is closed and nothing fails, a call reads two fields and takes no lock.
 */
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final InstanceId id;
    private final Time time;

    /** Another one after each change of state: what began before one tells nothing of the time after. Guarded by this. */
    private Object era = new Object();
    /** The era while all calls pass, else null; written under this. */
    private volatile Object passing = era;
    /** In a row; written under this. */
    private volatile int failures;
    /** Null before the first failure; guarded by this, as are those below. */
    private Circuit circuit;

    private int threshold;
    private Duration openDuration;
    private ErrorCode lastCode;
    private String lastMessage;
    private FailureCause lastCause;

    Breaker(InstanceId id, int threshold, Duration openDuration, Time time) {
        this.id = id;
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
    public void recovered() {
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
                lastCode,
                lastMessage,
                lastCause);
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

    void order(BreakerOrder order) {
        synchronized (this) {
            circuit = order == BreakerOrder.RESET ? null : closed();
            if (order == BreakerOrder.OPEN) {
                circuit.forceOpen();
            } else if (order == BreakerOrder.CLOSE) {
                circuit.forceClosed();
            }
            failures = 0;
            lastCode = null;
            lastMessage = null;
            lastCause = null;
            begin();
        }
        LOG.info(
                "'{}': circuit breaker {}",
                id,
                switch (order) {
                    case RESET -> "was reset by an operator";
                    case OPEN -> "was opened by an operator: no call passes until 'breaker " + id + " reset'";
                    case CLOSE -> "was closed by an operator: every call passes until 'breaker " + id + " reset'";
                });
    }

    private synchronized Object ask() {
        if (passing != null) {
            return passing;
        }
        State before = circuit.state();
        boolean permitted = circuit.permits();
        if (circuit.state() != before) {
            begin();
        }
        return permitted ? era : null;
    }

    private void answered(Object entry) {
        State before;
        State after;
        synchronized (this) {
            if (entry != era || circuit == null) {
                return;
            }
            before = circuit.state();
            circuit.succeeded();
            after = circuit.state();
            if (after == State.CLOSED) {
                failures = 0;
            }
            if (after != before) {
                begin();
            }
        }
        if (after != before) {
            LOG.info("'{}': circuit breaker is closed: the external system answers again", id);
        }
    }

    private void count(Object entry, ConnectorException failure) {
        State before;
        State after;
        int inARow;
        long forMillis;
        synchronized (this) {
            if (entry != era || circuit != null && circuit.state() == State.DISABLED) {
                return;
            }
            if (circuit == null) {
                circuit = closed();
            }
            failures++;
            lastCode = failure.code();
            lastMessage = failure.getMessage();
            lastCause = failure.failureCause().orElse(null);
            before = circuit.state();
            circuit.failed();
            after = circuit.state();
            inARow = failures;
            forMillis = openDuration.toMillis();
            if (after != before) {
                begin();
            }
        }
        if (after != before) {
            tellOpen(before, failure, inARow, forMillis);
        }
    }

    private void tellOpen(State before, ConnectorException failure, int inARow, long forMillis) {
        if (before == State.HALF_OPEN) {
            LOG.debug("'{}': circuit breaker is open again: {}", id, failure.getMessage());
        } else {
            LOG.warn(
                    "'{}': circuit breaker is open for {} ms after {} failures in a row, the last {}: {}",
                    id,
                    forMillis,
                    inARow,
                    failure.code(),
                    failure.getMessage());
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

    private Circuit closed() {
        return Circuit.closed(id.toString(), threshold, openDuration, time);
    }

    private void begin() {
        era = new Object();
        boolean all = circuit == null || circuit.state() == State.CLOSED || circuit.state() == State.DISABLED;
        passing = all ? era : null;
    }

    /** One whose time is up is as good as half open: it changes only when it is asked. */
    private LimitStatus.Breaker told() {
        if (circuit == null) {
            return LimitStatus.Breaker.CLOSED;
        }
        return switch (circuit.state()) {
            case OPEN -> circuit.openNanos() == 0 ? LimitStatus.Breaker.HALF_OPEN : LimitStatus.Breaker.OPEN;
            case HALF_OPEN -> LimitStatus.Breaker.HALF_OPEN;
            case FORCED_OPEN -> LimitStatus.Breaker.FORCED_OPEN;
            case DISABLED -> LimitStatus.Breaker.FORCED_CLOSED;
            default -> LimitStatus.Breaker.CLOSED;
        };
    }
}
