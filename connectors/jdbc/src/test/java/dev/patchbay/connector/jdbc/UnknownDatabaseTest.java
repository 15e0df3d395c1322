package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static dev.patchbay.connector.jdbc.Lab.ids;
import static dev.patchbay.connector.jdbc.Lab.pull;
import static dev.patchbay.connector.jdbc.Lab.pullAll;
import static dev.patchbay.connector.jdbc.Lab.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.hsqldb.jdbc.JDBCDriver;
import org.junit.jupiter.api.Test;
import org.osgi.service.jdbc.DataSourceFactory;

/** HSQLDB stands for the databases whose ways the connector does not know. */
class UnknownDatabaseTest {
    private final String url = "jdbc:hsqldb:mem:" + UUID.randomUUID();

    @Test
    void pullsPushesAndUpsertsWithWhatEveryDatabaseHas() throws Exception {
        try (Connection keeper = DriverManager.getConnection(url, "SA", "");
                Statement statement = keeper.createStatement();
                JdbcConnector connector = connector("upsert")) {
            statement.execute("CREATE TABLE t (a INT, b VARCHAR(9), price DECIMAL(9, 2),"
                    + " seen TIMESTAMP(6) WITH TIME ZONE, PRIMARY KEY (a, b))");
            connector.push(
                    IntStream.range(0, 9)
                            .mapToObj(i -> record(
                                    "t", "a", i / 3, "b", "b" + i, "price", "1.50", "seen", "2018-02-07T00:00:00Z"))
                            .toList(),
                    call());

            connector.push(List.of(record("t", "a", 0, "b", "b0", "price", 2), record("t", "a", 9, "b", "z")), call());

            var records = pullAll(connector, pull("t", 2));
            assertEquals(10, records.size());
            assertEquals(ids(records).stream().sorted().toList(), ids(records));
            assertEquals(new BigDecimal("2.00"), records.get(0).fields().get("PRICE"));
            assertTrue(((OffsetDateTime) records.get(0).fields().get("SEEN"))
                    .isEqual(OffsetDateTime.parse("2018-02-07T00:00:00Z")));
            assertTrue(connector.health(call()).message().startsWith("HSQL Database Engine"));
        }
    }

    @Test
    void tellsWhichRecordIsRefused() throws Exception {
        try (Connection keeper = DriverManager.getConnection(url, "SA", "");
                Statement statement = keeper.createStatement();
                JdbcConnector connector = connector("insert");
                JdbcConnector upserting = connector("upsert")) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT CHECK (v > 0))");

            for (JdbcConnector each : List.of(connector, upserting)) {
                ConnectorException failure = assertThrows(
                        ConnectorException.class,
                        () -> each.push(
                                List.of(
                                        record("t", "id", 1, "v", 1),
                                        record("t", "id", 2, "v", 0),
                                        record("t", "id", 3, "v", 1)),
                                call()));
                assertEquals(ErrorCode.REMOTE_REJECTED, failure.code());
                assertTrue(failure.getMessage().startsWith("record 1: "), failure.getMessage());
                assertEquals(0, pullAll(each, pull("t", 5)).size());
            }
        }
    }

    private JdbcConnector connector(String mode) {
        JdbcConnectorFactory factory = new JdbcConnectorFactory();
        factory.addDriver(new DriverOnly(), Map.of());
        return (JdbcConnector) factory.create(Lab.context(Map.of("url", url, "user", "SA", "push.mode", mode)));
    }

    /** The least that a driver's bundle may publish. */
    private static final class DriverOnly implements DataSourceFactory {
        @Override
        public Driver createDriver(Properties properties) {
            return new JDBCDriver();
        }

        @Override
        public DataSource createDataSource(Properties properties) throws SQLException {
            throw new SQLException("none");
        }

        @Override
        public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) throws SQLException {
            throw new SQLException("none");
        }

        @Override
        public XADataSource createXADataSource(Properties properties) throws SQLException {
            throw new SQLException("none");
        }
    }
}
