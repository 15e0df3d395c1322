package dev.patchbay.registry.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OverlayNameTest {

    @ParameterizedTest
    @CsvSource({
        "CONNECTORS__JIRA__EUROPE__URL, jira~europe, url",
        "CONNECTORS__JIRA__DEFAULT__URL, jira, url",
        "CONNECTORS__MY_ERP__WEST_2__RETRY_MAX_ATTEMPTS, my-erp~west-2, retry.max.attempts",
        "TENANTS__ACME__CONNECTORS__JIRA__EUROPE__URL, jira~europe@acme, url",
        "TENANTS__BIG_CORP__CONNECTORS__JIRA__DEFAULT__CLIENT_ID, jira@big-corp, client.id",
        "connectors__jira__europe__url, jira~europe, url"
    })
    void readsInstanceAndKey(String name, String id, String key) {
        assertTrue(OverlayName.isOurs(name));
        assertEquals(new OverlayName(InstanceId.parse(id), key), OverlayName.parse(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTORS__JIRA__URL",
                "CONNECTORS__JIRA__EUROPE__RETRY__DELAY",
                "CONNECTORS__JIRA__EUROPE__",
                "CONNECTORS__JIRA__EUROPE___URL",
                "CONNECTORS____EUROPE__URL",
                "CONNECTORS__JI.RA__EUROPE__URL",
                "TENANTS__ACME__JIRA__EUROPE__URL__X",
                "TENANTS__ACME"
            })
    void saysHowANameIsWrittenThatMeansNoSetting(String name) {
        assertTrue(OverlayName.isOurs(name));
        String message = assertThrows(IllegalArgumentException.class, () -> OverlayName.parse(name))
                .getMessage();
        assertTrue(message.contains("; "), message);
    }

    @Test
    void leavesTheRestOfAnEnvironmentAlone() {
        assertFalse(OverlayName.isOurs("PATH"));
        assertFalse(OverlayName.isOurs("CONNECTOR_TIMEOUT_MS"));
        assertFalse(OverlayName.isOurs("CONNECTORS_HOME"));
    }
}
