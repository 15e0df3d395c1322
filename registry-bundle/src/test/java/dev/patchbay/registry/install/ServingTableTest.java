package dev.patchbay.registry.install;

import static dev.patchbay.registry.install.JarsOfTests.connector;
import static dev.patchbay.registry.install.JarsOfTests.file;
import static dev.patchbay.registry.install.JarsOfTests.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTableTest {
    @TempDir
    private Path folder;

    private Path file;
    private ServingTable table;

    @BeforeEach
    void open() {
        file = folder.resolve("serving.json");
        table = new ServingTable(file);
    }

    @Test
    void readsWhatItHasWritten() {
        Jar before = connector("github", "1.0.0", "aa");
        DeployedFile replaced =
                file("github.jar", 7, before).holding(connector("github", "1.1.0", "bb"), new Stamp(12, 34, "file 12"));
        Map<String, ServingTable.Served> types = Map.of("github", new ServingTable.Served("bb", "aa"));
        table.write(List.of(replaced), types, Map.of("bb", "here"));
        ServingTable.Content read = table.read();
        assertEquals(List.of(replaced), read.files());
        assertEquals(types, read.types());
        assertEquals(Map.of("bb", "here"), read.fitting());
    }

    @Test
    void looksAnewAtAFileWhoseBytesOfThenWereNotThoseThatServe() {
        table.write(
                List.of(file("a.jar", 1, connector("a", "1", "aa")).spoilt("is no ZIP", new Stamp(9, 9, "file 9"))),
                Map.of(),
                Map.of());
        DeployedFile read = table.read().files().get(0);
        assertEquals(Stamp.NONE, read.seen());
        assertEquals("aa", read.jar().sha256());
    }

    @Test
    void forgetsFilesThatNeverHeldAnythingSound() {
        table.write(
                List.of(DeployedFile.fresh("a.jar", 1).spoilt("is no ZIP", new Stamp(9, 9, "file 9"))),
                Map.of(),
                Map.of());
        assertEquals(List.of(), table.read().files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"files\":[{}],\"types\":{}}", "{\"files\":{},\"types\":[]}"})
    void setsAsideWhatItCannotRead(String content) throws IOException {
        write(file, content);
        assertEquals(ServingTable.Content.EMPTY, table.read());
        assertFalse(Files.exists(file));
        assertEquals(content, Files.readString(folder.resolve("serving.json.unreadable")));
    }

    @Test
    void isEmptyWhereNothingWasWritten() {
        assertEquals(ServingTable.Content.EMPTY, table.read());
    }

    @Test
    void keepsWhatItHeldIfItCannotBeWritten() throws IOException {
        table.write(List.of(), Map.of("a", new ServingTable.Served("aa", "")), Map.of());
        Files.createDirectories(folder.resolve(".serving.json.tmp").resolve("in the way"));
        UncheckedIOException failure =
                assertThrows(UncheckedIOException.class, () -> table.write(List.of(), Map.of(), Map.of()));
        assertTrue(failure.getMessage().contains("check space and permissions"), failure.getMessage());
        assertEquals(1, table.read().types().size());
    }
}
