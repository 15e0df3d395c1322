package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static dev.patchbay.connector.jdbc.Lab.pull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

class HealthTest {

    @ParameterizedTest
    @EnumSource
    void saysWhatAnswers(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            Health health = lab.connector().health(call());

            assertEquals(Health.Status.UP, health.status());
            assertTrue(health.message().matches("(H2|PostgreSQL) \\d.* answers at 'jdbc:.*'"), health.message());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAWrongPassword(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            require(lab, "does not accept the credentials of user 'app'", "password", "wrong-4711");
            require(lab, "does not accept the credentials of user 'app'", "password", "");
        }
    }

    @Test
    void tellsAHostThatIsNotThere() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.POSTGRESQL)) {
            require(lab, "cannot be reached", "url", "jdbc:postgresql://localhost:" + unusedPort() + "/x");
            require(lab, "cannot be reached", "url", "jdbc:h2:tcp://localhost:" + unusedPort() + "/x");
        }
    }

    @Test
    void tellsADatabaseThatIsNotThere() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.POSTGRESQL)) {
            String url = "jdbc:postgresql://localhost:" + PostgresServer.port() + "/nothing";

            require(lab, "has no such database", "url", url);
            require(lab, "has no such database", "url", "jdbc:h2:mem:nothing;IFEXISTS=TRUE");
        }
    }

    @Test
    void tellsADriverThatIsNotInstalled() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.H2)) {
            require(
                    lab,
                    "no database driver for 'jdbc:mysql:' is installed; drop its JAR into deploy/",
                    "url",
                    "jdbc:mysql://localhost/x");
            require(lab, "no database driver 'org.other.Driver' for 'jdbc:h2:'", "driver", "org.other.Driver");
        }
    }

    @Test
    void healsWhenADriverIsInstalledLater() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.POSTGRESQL)) {
            JdbcConnectorFactory factory = new JdbcConnectorFactory();
            try (JdbcConnector connector = (JdbcConnector) factory.create(Lab.context(lab.settings()))) {
                ConnectorException failure =
                        assertThrows(ConnectorException.class, () -> connector.pull(pull("t", 1), call()));
                assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
                PGDataSourceFactory driver = new PGDataSourceFactory();

                factory.addDriver(driver, Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_NAME, "PostgreSQL JDBC Driver"));

                assertTrue(connector.health(call()).usable());
                factory.removeDriver(driver);
                assertTrue(connector.health(call()).message().contains("no database driver"));
            }
        }
    }

    @Test
    void takesTheDriverThatTheSettingsName() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.H2)) {
            assertTrue(lab.connector("driver", "org.h2.Driver").health(call()).usable());
        }
    }

    private static void require(Lab lab, String sentence, Object... settings) {
        Health health = lab.connector(settings).health(call());

        assertEquals(Health.Status.DOWN, health.status());
        assertTrue(health.message().contains(sentence), health.message());
        assertEquals(1, health.message().lines().count());
        assertFalse(health.message().contains("4711"), health.message());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
