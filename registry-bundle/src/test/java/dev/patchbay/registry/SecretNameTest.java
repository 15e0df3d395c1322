package dev.patchbay.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import org.junit.jupiter.api.Test;

class SecretNameTest {
    @Test
    void saysOfWhichSettingItIs() {
        assertEquals("jira.europe_token", SecretName.of(InstanceId.parse("jira~europe"), "token"));
        assertEquals("jira.europe.acme_token", SecretName.of(InstanceId.parse("jira~europe@acme"), "token"));
    }

    @Test
    void isNeverLongerThanAFileInSecretsMayBeNamedAndStillOfOneSettingOnly() {
        InstanceId id = InstanceId.parse("jira~europe@acme");
        String whole = SecretName.of(id, "k".repeat(105));
        assertEquals("jira.europe.acme_" + "k".repeat(105), whole);
        assertEquals(128, SecretName.of(id, "k".repeat(111)).length());
        String one = SecretName.of(id, "k".repeat(150) + "1");
        String two = SecretName.of(id, "k".repeat(150) + "2");
        assertEquals(128, one.length());
        assertTrue(one.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}"), one);
        assertNotEquals(one, two);
        assertEquals(one, SecretName.of(id, "k".repeat(150) + "1"));
    }
}
