package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceIdTest {

    @Test
    void readsTypeNameAndTenantAndLeavesOutWhatIsDefault() {
        assertEquals(new InstanceId("github", "europe", "acme"), InstanceId.parse("github~europe@acme"));
        assertEquals(new InstanceId("github", "default", "acme"), InstanceId.parse("github@acme"));
        assertEquals(new InstanceId("github", "europe", "default"), InstanceId.parse("github~europe"));
        assertEquals(InstanceId.ofType("github"), InstanceId.parse("github~default@default"));
        assertEquals("github", InstanceId.parse("github~default@default").toString());
    }

    @Test
    void refusesEveryOtherSpelling() {
        for (String text : List.of(
                "",
                "~",
                "@",
                "a~",
                "a@",
                "~b",
                "@c",
                "a~b~c",
                "a@b@c",
                "a@b~c",
                "a~@c",
                "A",
                "a b",
                "a_b",
                "-a",
                "\u00e4",
                "a~b@\u0661",
                "a".repeat(64))) {
            assertThrows(IllegalArgumentException.class, () -> InstanceId.parse(text), text);
        }
    }

    @Test
    void takesPartsOfUpToSixtyThreeCharacters() {
        assertTrue(InstanceId.isPart("a".repeat(63)));
        assertTrue(InstanceId.isPart("0-"));
        assertFalse(InstanceId.isPart("a".repeat(64)));
        assertFalse(InstanceId.isPart(""));
    }
}
