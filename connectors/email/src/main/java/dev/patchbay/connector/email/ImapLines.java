package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Deadline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The connections of an account to its IMAP server: as many as allowed, and used again. Thread-safe; has no thread. */
final class ImapLines implements AutoCloseable {
    private final Account account;
    private final Semaphore permits;
    private final Object lock = new Object();
    private final Deque<ImapLine> idle = new ArrayDeque<>(); // guarded by lock; the last used first
    private final Set<ImapLine> used = new HashSet<>(); // guarded by lock
    private boolean closed; // guarded by lock

    ImapLines(Account account) {
        this.account = account;
        this.permits = new Semaphore(account.connections(), true);
    }

    /**
     * Runs work on a line, which nobody else uses meanwhile. Work whose first request finds that an idle line has been
     * dropped is run again on a new one, so its first request must change nothing.
     *
     * @throws ConnectorException as the contract has it
     */
    <T> T run(CallContext call, Function<ImapSession, T> work) {
        account.requireImap();
        requireOpen();
        Deadline deadline = Deadline.of(call);
        acquire(deadline);
        try {
            ImapLine kept = takeIdle();
            if (kept != null) {
                ImapSession session = new ImapSession(account, kept, call, deadline);
                try {
                    session.wakeIfStale();
                    return use(kept, session, work);
                } catch (ConnectorException e) {
                    if (isClosed() || !session.foundDropped() || deadline.left() == 0) {
                        throw e;
                    }
                    // Those that nobody uses are probably dropped, too.
                    closeIdle();
                } finally {
                    giveBack(kept);
                }
            }
            ImapLine made = keep(ImapLine.open(account, call, deadline));
            try {
                return use(made, new ImapSession(account, made, call, deadline), work);
            } finally {
                giveBack(made);
            }
        } finally {
            permits.release();
        }
    }

    private <T> T use(ImapLine line, ImapSession session, Function<ImapSession, T> work) {
        try {
            return work.apply(session);
        } catch (ConnectorException e) {
            throw isClosed() ? afterClose() : e;
        }
    }

    private void acquire(Deadline deadline) {
        try {
            if (!permits.tryAcquire(deadline.left(), TimeUnit.MILLISECONDS)) {
                throw new ConnectorException(
                        ErrorCode.TIMED_OUT,
                        "all " + account.connections() + " connections of '" + account.id()
                                + "' are in use; raise 'pool.size' or call less at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(
                    ErrorCode.TIMED_OUT, "'" + account.id() + "' was interrupted while it waited for a connection");
        }
    }

    private ImapLine takeIdle() {
        synchronized (lock) {
            ImapLine line = idle.pollFirst();
            if (line != null) {
                used.add(line);
            }
            return line;
        }
    }

    private ImapLine keep(ImapLine line) {
        synchronized (lock) {
            if (!closed) {
                used.add(line);
                return line;
            }
        }
        line.close();
        throw afterClose();
    }

    private void giveBack(ImapLine line) {
        synchronized (lock) {
            used.remove(line);
            if (!closed && !line.isBroken()) {
                idle.addFirst(line);
                return;
            }
        }
        line.close();
    }

    private void closeIdle() {
        List<ImapLine> lines;
        synchronized (lock) {
            lines = new ArrayList<>(idle);
            idle.clear();
        }
        lines.forEach(ImapLine::close);
    }

    /** @throws ConnectorException with CONNECTOR_FAULT if it was closed */
    void requireOpen() {
        if (isClosed()) {
            throw afterClose();
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private ConnectorException afterClose() {
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT, "this connector of '" + account.id() + "' is closed; get a new one");
    }

    /** Closes all lines, also those in use, whose calls fail. */
    @Override
    public void close() {
        List<ImapLine> lines;
        synchronized (lock) {
            closed = true;
            lines = new ArrayList<>(used);
        }
        closeIdle();
        lines.forEach(ImapLine::close);
    }
}
