package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClearValuesTest {
    private static final Path FILE = Path.of("config", "connector.github.cfg");

    private final ClearValues values = new ClearValues();

    @Test
    void givesTheDefinitionOfBeforeAValueThatIsNoLongerHidden() {
        values.replace(FILE, Map.of("url", "http://here", "token", "t0ken"), Set.of("url", "token"));
        values.replace(FILE, Map.of("url", "http://here", "token", "t0ken"), Set.of("token"));
        assertEquals(Optional.of("http://here"), values.value(FILE, InstanceId.parse("x"), "url"));
    }

    @Test
    void tellsOfAChangeThatNobodyCanSeeAndOfNoOther() {
        assertFalse(values.replace(FILE, Map.of("url", "http://here", "token", "t0ken"), Set.of("token")));
        assertFalse(values.replace(FILE, Map.of("url", "http://there", "token", "t0ken"), Set.of("token")));
        assertTrue(values.replace(FILE, Map.of("url", "http://there", "token", "0ther"), Set.of("token")));
    }
}
