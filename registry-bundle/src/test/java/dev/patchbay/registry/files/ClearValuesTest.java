package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.format.InstanceBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void oneFileDoesNotStandInTheWayOfAnotherThatDefinesTheSameInstance(@TempDir Path folder) throws IOException {
        Path first = Files.writeString(folder.resolve("a.yaml"), "connectors: {github: {default: {token: one}}}\n");
        Path second = Files.writeString(folder.resolve("b.yaml"), "connectors: {github: {default: {token: two}}}\n");
        assertEquals(Optional.of("one"), values.value(first, ID, "token"));
        assertEquals(Optional.of("two"), values.value(second, ID, "token"));
        assertTrue(values.replace(second, block("http://here", "three"), Set.of("token")));
        values.forget(first, ID);
        assertEquals(Optional.of("three"), values.value(second, ID, "token"));
    }

    @Test
    void readsEachOfSeveralFilesOnceForAllOfTheirInstances(@TempDir Path folder) throws IOException {
        AtomicInteger readings = new AtomicInteger();
        ClearValues counted = new ClearValues(new Formats(name -> {
            readings.incrementAndGet();
            return Optional.of("eu");
        }));
        String text = "connectors: {github: {one: {url: '${REGION}'}, two: {url: x}}}\n";
        Path first = Files.writeString(folder.resolve("a.yaml"), text);
        Path second = Files.writeString(folder.resolve("b.yaml"), text);
        counted.positions(first, InstanceId.parse("github~one"));
        counted.positions(second, InstanceId.parse("github~one"));
        int each = readings.get() / 2;
        assertTrue(each > 0, "reading asks for the variable");
        counted.positions(first, InstanceId.parse("github~two"));
        counted.positions(second, InstanceId.parse("github~two"));
        assertEquals(2 * each, readings.get());
        Files.writeString(first, "# changed\n" + text);
        counted.positions(first, InstanceId.parse("github~two"));
        assertEquals(3 * each, readings.get());
    }

    private static InstanceBlock block(String url, String token) {
        return new InstanceBlock(ID, Map.of("url", url, "token", token), Map.of(), Map.of(), List.of());
    }
}
