package dev.patchbay.connector.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.osgi.PGDataSourceFactory;

/** Drivers come and go while a connector has connections of theirs. */
class DriverChangeTest {
    private final Lab lab =
            Lab.on(Lab.Kind.H2).sql("CREATE TABLE things (id INT PRIMARY KEY)", "INSERT INTO things VALUES (1)");
    private final CountingDriver first = new CountingDriver();
    private final CountingDriver second = new CountingDriver();
    private final JdbcConnectorFactory factory = new JdbcConnectorFactory();
    private JdbcConnector connector;

    @BeforeEach
    void connects() {
        factory.addDriver(first, Map.of());
        connector = (JdbcConnector) factory.create(Lab.context(lab.settings()));
        assertEquals(1, pulled());
        assertEquals(1, first.opened());
    }

    @AfterEach
    void closes() throws SQLException {
        connector.close();
        lab.close();
    }

    @Test
    void takesNoConnectionOfADriverThatHasLeft() {
        factory.removeDriver(first);
        factory.addDriver(second, Map.of());
        assertEquals(1, pulled());
        assertEquals(1, second.opened());
        assertEquals(1, first.opened());
    }

    @Test
    void tellsWhichDriverIsMissingWhenItHasLeft() {
        factory.removeDriver(first);
        ConnectorException failure = assertThrows(ConnectorException.class, this::pulled);
        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertTrue(failure.getMessage().contains("drop its JAR into deploy/"), failure.getMessage());
        factory.addDriver(first, Map.of());
        assertEquals(1, pulled());
    }

    @Test
    void keepsItsConnectionsWhenAnotherDriverLeaves() {
        PGDataSourceFactory other = new PGDataSourceFactory();
        factory.addDriver(other, Map.of());
        factory.removeDriver(other);
        assertEquals(1, pulled());
        assertEquals(1, first.opened());
    }

    private int pulled() {
        return Lab.pullAll(connector, Lab.pull("THINGS", 10)).size();
    }
}
