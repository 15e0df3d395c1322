package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * Runs work on a connection of the pool.
 *
 * <p>Drivers do not wake up when their thread is interrupted, and H2 closes the whole database if that happens while it
 * writes its file. So the work runs on threads of the connector, never more of them than connections, and the caller
 * waits: it can leave at its deadline or when it is interrupted, and the statement is cancelled behind it.
 */
final class Database implements AutoCloseable {
    private static final long CANCEL_WITHIN_SECONDS = 2;
    private static final long CANCEL_AGAIN_MILLIS = 100;

    private final Target target;
    private final Drivers drivers;
    private final Failures failures;
    private final ThreadFactory threads;
    private final ThreadPoolExecutor workers;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final Consumer<DataSourceFactory> driverWatch = this::driverLeft;
    private final Object lock = new Object();
    private ConnectionPool pool; // guarded by lock; made when first needed, as it has a thread
    private boolean closed; // guarded by lock

    Database(Target target, Drivers drivers) {
        this.target = target;
        this.drivers = drivers;
        this.failures = new Failures(target);
        this.threads = work -> {
            Thread thread = new Thread(work, "jdbc worker of " + target.id());
            thread.setDaemon(true);
            // Not the caller's: its bundle may be gone long before this thread is.
            thread.setContextClassLoader(Database.class.getClassLoader());
            return thread;
        };
        this.workers =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        drivers.listen(driverWatch);
    }

    /** What is done with a connection; on a thread of the connector. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    Failures failures() {
        return failures;
    }

    /**
     * Runs work and waits for it, until the deadline of the call.
     *
     * @throws ConnectorException as the contract has it; with OUTCOME_UNKNOWN if the caller left while a commit ran
     */
    <T> T run(CallContext call, Work<T> work) {
        Deadline deadline = Deadline.of(call);
        Session session = Session.open(pool(), deadline);
        open.add(session);
        Future<T> result = submit(session, work);
        try {
            return result.get(deadline.millis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        } catch (TimeoutException e) {
            throw abandon(session, result, "did not answer in time; raise 'timeout', ask for less, or add an index");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandon(session, result, "was asked by a call that was interrupted; its work was cancelled");
        } catch (ConnectorException e) {
            // The deadline passed between the two lines above.
            throw abandon(session, result, "did not answer in time; raise 'timeout'");
        }
    }

    private <T> Future<T> submit(Session session, Work<T> work) {
        try {
            return workers.submit(() -> perform(session, work));
        } catch (RejectedExecutionException e) {
            release(session);
            throw closed();
        }
    }

    private ConnectionPool pool() {
        synchronized (lock) {
            if (closed) {
                throw closed();
            }
            if (pool == null) {
                pool = new ConnectionPool(target, new ConnectionSource(target, drivers, failures), threads);
            }
            return pool;
        }
    }

    private void driverLeft(DataSourceFactory driver) {
        ConnectionPool opened;
        synchronized (lock) {
            opened = pool;
        }
        if (opened != null) {
            opened.evictThoseOf(driver);
        }
    }

    private ConnectorException closed() {
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT, "this connector of '" + target.id() + "' is closed; get a new one");
    }

    private <T> T perform(Session session, Work<T> work) throws SQLException {
        try {
            return work.run(session);
        } catch (SQLException e) {
            if (SqlState.isConnectionLost(e)) {
                session.lose();
            }
            throw e;
        } finally {
            release(session);
        }
    }

    private void release(Session session) {
        Connection connection = session.connection();
        open.remove(session);
        try {
            if (session.isSpent()) {
                session.pool().evict(connection);
            } else if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        } catch (SQLException e) {
            session.pool().evict(connection);
        }
    }

    private ConnectorException abandon(Session session, Future<?> result, String why) {
        if (!session.abandon()) {
            return new ConnectorException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "'" + target.address() + "' did not confirm the commit in time; look whether it was applied");
        }
        try {
            workers.execute(() -> cancel(session, result));
        } catch (RejectedExecutionException e) {
            session.abort();
        }
        return new ConnectorException(ErrorCode.TIMED_OUT, "'" + target.address() + "' " + why);
    }

    private static void cancel(Session session, Future<?> result) {
        session.cancelStatement();
        try {
            result.get(CANCEL_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException e) {
            session.abort();
        } catch (ExecutionException e) {
            // That is how cancelled work ends.
        }
    }

    private ConnectorException translated(Throwable cause) {
        if (cause instanceof ConnectorException known) {
            return known;
        }
        if (cause instanceof SQLException failure) {
            return failures.of(failure);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT,
                "'" + target.id() + "' failed with " + cause.getClass().getSimpleName() + "; this is a defect of it",
                cause);
    }

    /** Cancels what still runs, so that its connections come back and are closed: H2 cannot abort one in use. */
    @Override
    public void close() {
        ConnectionPool opened;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            opened = pool;
        }
        drivers.forget(driverWatch);
        for (Session each : open) {
            workers.execute(each::cancelStatement);
        }
        workers.shutdown();
        awaitWorkers();
        if (opened != null) {
            opened.close();
        }
        awaitWorkers();
    }

    /** A statement that was about to begin when it was cancelled runs all the same, so it is cancelled until it ends. */
    private void awaitWorkers() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CANCEL_WITHIN_SECONDS);
        try {
            while (!workers.awaitTermination(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
                open.forEach(Session::cancelStatement);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
