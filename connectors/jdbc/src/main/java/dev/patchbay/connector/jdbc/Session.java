package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call's use of one connection, by a worker thread, from which the caller may walk away.
 *
 * <p>Whether work was applied is decided by one step: a caller can only leave before the commit has begun, and a commit
 * can only begin before the caller has left.
 */
final class Session {
    private enum Phase {
        WORKING,
        COMMITTING,
        ABANDONED
    }

    private final ConnectionPool pool;
    private final Connection connection;
    private final Deadline deadline;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
    private volatile Statement current;
    private volatile boolean lost;

    private Session(ConnectionPool pool, Connection connection, Deadline deadline) {
        this.pool = pool;
        this.connection = connection;
        this.deadline = deadline;
    }

    /** Waits for a connection; fails as {@link ConnectionPool#borrow}. */
    static Session open(ConnectionPool pool, Deadline deadline) {
        return new Session(pool, pool.borrow(deadline), deadline);
    }

    ConnectionPool pool() {
        return pool;
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() throws SQLException {
        return Dialect.of(connection);
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return watched(connection.prepareStatement(sql));
    }

    /** @param generated the columns whose values the database gives to new rows and that are to be read */
    PreparedStatement prepare(String sql, String... generated) throws SQLException {
        return watched(connection.prepareStatement(sql, generated));
    }

    private PreparedStatement watched(PreparedStatement statement) throws SQLException {
        current = statement;
        // The caller leaves in time by itself; this is for the database, should nobody be able to tell it.
        statement.setQueryTimeout(deadline.seconds());
        if (isAbandoned()) {
            throw new SQLTimeoutException("abandoned");
        }
        return statement;
    }

    /** Everything until {@link #commit} is one transaction. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Everything until the session ends is undone, and a database that can refuses to write at all. */
    void beginReadOnly() throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /** @throws ConnectorException with OUTCOME_UNKNOWN if the answer was lost */
    void commit() throws SQLException {
        if (!phase.compareAndSet(Phase.WORKING, Phase.COMMITTING)) {
            throw new SQLTimeoutException("abandoned");
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            if (SqlState.isRolledBack(e)) {
                throw e;
            }
            throw new ConnectorException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "the connection was lost during the commit; look whether it was applied before repeating it");
        }
    }

    /** The caller leaves. False if it is too late, because the commit has begun. */
    boolean abandon() {
        return phase.compareAndSet(Phase.WORKING, Phase.ABANDONED);
    }

    boolean isAbandoned() {
        return phase.get() == Phase.ABANDONED;
    }

    /** The connection broke; those that nobody uses are probably broken, too. */
    void lose() {
        lost = true;
        pool.evictIdle();
    }

    /**
     * Whether nobody should use the connection again: it broke, or a cancellation may still be on its way to it and would
     * hit whoever uses it next.
     */
    boolean isSpent() {
        return lost || isAbandoned();
    }

    void cancelStatement() {
        Statement statement = current;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // Ended meanwhile, or not possible: the connection is aborted if it does not end.
            }
        }
    }

    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Closed already.
        }
    }
}
