package dev.patchbay.registry.secret;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the secrets of one scheme again, on one thread at a time, and knows when it is time for that. Thread-safe. */
final class SchemeTurn {
    private static final Logger LOG = LoggerFactory.getLogger(SchemeTurn.class);

    private final Executor threads;
    private final Runnable reading;
    private final LongUnaryOperator pause;
    /** Guarded by this, as are those below. */
    private boolean underWay;
    /** Somebody wants it read from the beginning when what is under way has ended. */
    private boolean again;

    private boolean ended;
    private long due;

    /** @param pause for how long nobody is asked after a reading that took so many nanoseconds */
    SchemeTurn(Executor threads, Runnable reading, LongUnaryOperator pause) {
        this.threads = threads;
        this.reading = reading;
        this.pause = pause;
    }

    synchronized boolean isDue() {
        return !underWay && (!ended || System.nanoTime() - due >= 0);
    }

    synchronized boolean isIdle() {
        return !underWay;
    }

    /** Reads now, unless that is under way. */
    synchronized void begin() {
        if (!underWay) {
            underWay = true;
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException ending) {
                LOG.debug("secrets are not read again, because the registry ends", ending);
            }
        }
    }

    /** Reads now, and once more if that is under way: what was read before may be what is no longer true. */
    synchronized void hurry() {
        again = underWay;
        begin();
    }

    private void run() {
        long begun = System.nanoTime();
        try {
            reading.run();
        } catch (RuntimeException | LinkageError fault) {
            LOG.error("secrets could not be read again: {}", fault.toString(), fault);
        }
        end(System.nanoTime() - begun);
    }

    private synchronized void end(long took) {
        due = System.nanoTime() + pause.applyAsLong(took);
        ended = true;
        underWay = false;
        if (again) {
            again = false;
            begin();
        }
    }
}
