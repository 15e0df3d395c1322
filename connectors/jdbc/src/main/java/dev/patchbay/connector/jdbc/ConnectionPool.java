package dev.patchbay.connector.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * The connections of an instance, no more than {@code pool.size}. Opens none until one is asked for.
 *
 * <p>HikariCP lets callers wait out their time while it tries to connect again and again. Here a caller hears of a
 * database that cannot be reached, or does not accept the password, as soon as that is known; to repeat the call is the
 * runtime's business. That is also why HikariCP's pool is used directly: its data source knows one timeout for all calls.
 */
final class ConnectionPool implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Target target;
    private final ConnectionSource source;
    private final HikariPool pool;
    private volatile boolean closed;

    ConnectionPool(Target target, ConnectionSource source, ThreadFactory threads) {
        this.target = target;
        this.source = source;
        HikariConfig config = new HikariConfig();
        config.setPoolName("jdbc pool of " + target.id());
        config.setDataSource(source);
        config.setMaximumPoolSize(target.poolSize());
        config.setMinimumIdle(0);
        config.setIdleTimeout(TimeUnit.MINUTES.toMillis(10));
        config.setInitializationFailTimeout(-1);
        config.setThreadFactory(threads);
        config.setExceptionOverride(new OwnJudgement());
        config.validate();
        this.pool = new HikariPool(config);
    }

    /**
     * A connection to be closed after use.
     *
     * @throws ConnectorException with TIMED_OUT if none came free in time or the thread was interrupted, or with
     *     whatever keeps new ones from being opened
     */
    Connection borrow(Deadline deadline) {
        long began = System.nanoTime();
        while (true) {
            if (closed) {
                throw closed();
            }
            long left = deadline.left();
            if (left == 0) {
                throw outOfTime();
            }
            try {
                return pool.getConnection(Math.min(LOOK_EVERY_MILLIS, left));
            } catch (SQLException e) {
                giveUpIfHopeless(began);
            }
        }
    }

    private void giveUpIfHopeless(long began) {
        if (Thread.currentThread().isInterrupted()) {
            throw new ConnectorException(
                    ErrorCode.TIMED_OUT, "'" + target.id() + "' was interrupted while it waited for a connection");
        }
        Optional<ConnectorException> failure = source.failedSince(began);
        // While others have connections, one of theirs comes free: "too many connections" is no reason to give up.
        if (failure.isPresent()
                && (pool.getTotalConnections() == 0 || !failure.get().code().retryable())) {
            throw failure.get();
        }
    }

    private ConnectorException outOfTime() {
        Optional<ConnectorException> failure = source.lastFailure();
        if (failure.isPresent() && pool.getTotalConnections() == 0) {
            return failure.get();
        }
        return new ConnectorException(
                ErrorCode.TIMED_OUT,
                pool.getActiveConnections() >= target.poolSize()
                        ? "all " + target.poolSize() + " connections of '" + target.id()
                                + "' are in use; raise 'pool.size' or call less at once"
                        : "'" + target.address() + "' did not accept a connection in time; check that it is well");
    }

    /** Forgets the connections that nobody uses: after one was lost, the others are probably dead, too. */
    void evictIdle() {
        pool.softEvictConnections();
    }

    /** Forgets the connections of a driver that has left, those in use as soon as they come back. */
    void evictThoseOf(DataSourceFactory driver) {
        if (source.uses(driver)) {
            pool.softEvictConnections();
        }
    }

    /** Closes a borrowed connection for good. */
    void evict(Connection borrowed) {
        pool.evictConnection(borrowed);
    }

    /** We tell which connections are lost; HikariCP would log what the driver says, with values of rows in it. */
    private static final class OwnJudgement implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return Override.DO_NOT_EVICT;
        }
    }

    private ConnectorException closed() {
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT, "this connector of '" + target.id() + "' is closed; get a new one");
    }

    /** Closes all connections, also those in use. */
    @Override
    public void close() {
        closed = true;
        source.close();
        try {
            pool.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
