package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.format.InstanceBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClearValuesTest {
    private static final Path FILE = Path.of("config", "connector.github.cfg");

    private static final InstanceId ID = InstanceId.parse("github");

    private final ClearValues values = new ClearValues(new Variables(Map.of(), Optional.empty()));

    @Test
    void givesTheDefinitionOfBeforeAValueThatIsNoLongerHidden() {
        values.replace(FILE, block("http://here", "t0ken"), Set.of("url", "token"));
        values.replace(FILE, block("http://here", "t0ken"), Set.of("token"));
        assertEquals(Optional.of("http://here"), values.value(FILE, ID, "url"));
    }

    @Test
    void tellsOfAChangeThatNobodyCanSeeAndOfNoOther() {
        assertFalse(values.replace(FILE, block("http://here", "t0ken"), Set.of("token")));
        assertFalse(values.replace(FILE, block("http://there", "t0ken"), Set.of("token")));
        assertTrue(values.replace(FILE, block("http://there", "0ther"), Set.of("token")));
    }

    private static InstanceBlock block(String url, String token) {
        return new InstanceBlock(ID, Map.of("url", url, "token", token), Map.of(), Map.of(), List.of());
    }
}
