package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.api.CallOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallOptionsTest {
    @Test
    void takesNoNameThatCouldForgeALineOfALog() {
        for (String name : List.of("", " ", "jane\nINFO all is well", "jane\u001b[2J", "x".repeat(257))) {
            assertThrows(
                    IllegalArgumentException.class, () -> CallOptions.none().principal(name));
        }
        assertEquals(
                "Jäne Doe <jane@example.com>",
                CallOptions.none()
                        .principal("Jäne Doe <jane@example.com>")
                        .principal()
                        .orElseThrow());
    }
}
