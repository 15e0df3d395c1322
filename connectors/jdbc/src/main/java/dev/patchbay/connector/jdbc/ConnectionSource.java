package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * Opens connections for the pool, each with the driver and the password of that moment, and remembers the last failure
 * for those who wait.
 *
 * <p>The pool asks again and again while somebody waits. A password that was refused is not tried again within a second:
 * databases lock accounts.
 */
final class ConnectionSource implements DataSource {
    private static final long REFUSED_FOR = Duration.ofSeconds(1).toNanos();

    private final Target target;
    private final Drivers drivers;
    private final Failures failures;
    private volatile Failure last;
    private volatile DataSourceFactory origin;
    private volatile boolean closed;

    ConnectionSource(Target target, Drivers drivers, Failures failures) {
        this.target = target;
        this.drivers = drivers;
        this.failures = failures;
    }

    /**
     * The failure that ended the latest attempt, if that was after a moment of {@link System#nanoTime}. One of a password
     * that has been replaced meanwhile does not count.
     */
    Optional<ConnectorException> failedSince(long moment) {
        Failure failure = last;
        return failure != null && failure.seen - moment >= 0 && Objects.equals(failure.password, currentPassword())
                ? Optional.of(failure.problem)
                : Optional.empty();
    }

    /** Whether connections were opened with a driver of this origin. */
    boolean uses(DataSourceFactory driver) {
        return origin == driver;
    }

    /** Why there is no connection, as far as is known. */
    Optional<ConnectorException> lastFailure() {
        return Optional.ofNullable(last).map(Failure::problem);
    }

    private Secret currentPassword() {
        return target.password().get().orElse(null);
    }

    /** Whatever connection comes from now on is closed at once. */
    void close() {
        closed = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Secret password = null;
        long tried = System.nanoTime();
        try {
            password = currentPassword();
            Failure before = last;
            if (before != null && before.refuses(password, tried)) {
                last = before.seenAgain();
                throw asSqlException(before.problem);
            }
            Connection connection = open(password);
            last = null;
            if (closed) {
                // The pool has gone meanwhile and would forget it.
                connection.close();
                throw new SQLException("closed");
            }
            return connection;
        } catch (ConnectorException e) {
            last = new Failure(e, password, tried, System.nanoTime());
            throw asSqlException(e);
        }
    }

    /**
     * What the pool is told, which logs it: without the driver's own words, which may hold more than anybody should read.
     *
     * <p>The pool's thread would go on trying, after ever longer sleeps of up to five seconds, in which nobody gets a
     * connection although the database may be back. It stops when it is interrupted, and starts again as soon as a call
     * wants a connection.
     */
    private static SQLException asSqlException(ConnectorException problem) {
        Thread.currentThread().interrupt();
        return new SQLException(problem.getMessage());
    }

    private Connection open(Secret password) {
        Properties properties = new Properties();
        if (!target.user().isEmpty()) {
            properties.setProperty("user", target.user());
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        try {
            Drivers.Match found = drivers.find(target.url(), target.driver());
            origin = found.origin();
            Connection connection = found.driver().connect(target.url(), properties);
            if (connection != null && !drivers.isInstalled(found.origin())) {
                // It left meanwhile, and whoever forgets its connections has done so before this one was there.
                connection.close();
                throw new ConnectorException(
                        ErrorCode.REMOTE_UNAVAILABLE,
                        "the driver for '" + Target.protocol(target.url()) + "' is being replaced; call again");
            }
            if (connection == null) {
                throw new ConnectorException(
                        ErrorCode.INVALID_CONFIG,
                        "the driver for '" + Target.protocol(target.url()) + "' does not understand 'url'; correct it");
            }
            return connection;
        } catch (SQLException e) {
            throw failures.connecting(e);
        }
    }

    /** @param seen when an attempt last ended in it, as the pool's waiters see it */
    private record Failure(ConnectorException problem, Secret password, long tried, long seen) {

        boolean refuses(Secret current, long now) {
            return problem.code() == ErrorCode.AUTHENTICATION_FAILED
                    && now - tried < REFUSED_FOR
                    && Objects.equals(password, current);
        }

        Failure seenAgain() {
            return new Failure(problem, password, tried, System.nanoTime());
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is the instance's");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Drivers log by their own means.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Callers wait until their own deadline.
    }

    /** How long the pool, when it is closed, waits for an attempt to connect that is going on. */
    @Override
    public int getLoginTimeout() {
        return 5;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
