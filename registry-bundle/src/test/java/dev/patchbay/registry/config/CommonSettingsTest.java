package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommonSettingsTest {

    @Test
    void environmentVariablesSetDefaults() {
        CommonSettings settings = CommonSettings.of(Map.of(
                "CONNECTOR_TIMEOUT_MS", "2500",
                "CONNECTOR_RETRY_MAX_ATTEMPTS", "7",
                "CONNECTOR_RETRY_BASE_DELAY_MS", "50",
                "CONNECTOR_CIRCUIT_BREAKER_THRESHOLD", "9"));
        assertEquals(List.of(), settings.problems());
        assertEquals("2500ms", defaultOf(settings, "timeout"));
        assertEquals("7", defaultOf(settings, "retry.max.attempts"));
        assertEquals("50ms", defaultOf(settings, "retry.delay"));
        assertEquals("9", defaultOf(settings, "breaker.failure.threshold"));
        assertEquals("environment CONNECTOR_TIMEOUT_MS", settings.originOfDefault("timeout"));
        assertEquals("default", settings.originOfDefault("enabled"));
    }

    @Test
    void aVariableThatDoesNotFitLeavesTheDefault() {
        CommonSettings settings =
                CommonSettings.of(Map.of("CONNECTOR_TIMEOUT_MS", "soon", "CONNECTOR_RETRY_MAX_ATTEMPTS", "0"));
        assertEquals("30s", defaultOf(settings, "timeout"));
        assertEquals("3", defaultOf(settings, "retry.max.attempts"));
        assertEquals(
                List.of(
                        "environment variable 'CONNECTOR_TIMEOUT_MS' is 'soon'; write a whole number of milliseconds from "
                                + "1; until then it is 30s",
                        "environment variable 'CONNECTOR_RETRY_MAX_ATTEMPTS' is '0'; write a whole number from 1; until "
                                + "then it is 3"),
                settings.problems().stream().map(Problem::toString).toList());
    }

    private static String defaultOf(CommonSettings settings, String key) {
        return settings.attribute(key).orElseThrow().defaults().get(0);
    }
}
