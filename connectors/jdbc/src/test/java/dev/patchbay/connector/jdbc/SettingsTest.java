package dev.patchbay.connector.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void namesAllProblemsAtOnce() {
        ConnectorException failure = refused(Map.of(
                "url", "postgresql://db/x",
                "pool.size", 0,
                "push.mode", "merge",
                "push.key", new String[] {"t", "t:a+"},
                "time.zone", "Mars/Olympus"));

        for (String each : List.of("'url'", "'pool.size'", "'push.mode'", "has 't'", "has 't:a+'", "'time.zone'")) {
            assertTrue(failure.getMessage().contains(each), failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/x?user=a&password=hunter2",
                "jdbc:h2:mem:x;PASSWORD=hunter2",
                "jdbc:mysql://a:hunter2@db/x"
            })
    void refusesAPasswordInTheUrlWithoutShowingIt(String url) {
        ConnectorException failure = refused(Map.of("url", url));

        assertTrue(failure.getMessage().contains("move it to 'password'"), failure.getMessage());
        assertFalse(failure.getMessage().contains("hunter2"), failure.getMessage());
    }

    @Test
    void showsOfTheUrlWhatIsNotPrivate() {
        Target target = Target.of(Lab.context(Map.of("url", "jdbc:postgresql://someone@db:5432/x?sslkey=/secret")));

        assertEquals("jdbc:postgresql://db:5432/x", target.address());
    }

    private static ConnectorException refused(Map<String, Object> settings) {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> Lab.factory().create(Lab.context(settings)));
        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        return failure;
    }
}
