package dev.patchbay.registry.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    Path folder;

    @Test
    void takesNoFileAwayThatSomebodyNamedLikeATemporaryOne() throws IOException {
        Files.writeString(folder.resolve("token.tmp"), "of the user");
        write("token", "1");
        write("token", "2");
        assertEquals("of the user", Files.readString(folder.resolve("token.tmp")));
        assertEquals("2", Files.readString(folder.resolve("token")));
        assertEquals(Set.of("token", "token.tmp"), names());
    }

    @Test
    void writesInSpiteOfWhatACrashLeftHalfWritten() throws IOException {
        Files.writeString(folder.resolve(".token.tmp"), "ha");
        write("token", "1");
        assertEquals("1", Files.readString(folder.resolve("token")));
        assertEquals(Set.of("token"), names());
    }

    private void write(String name, String text) {
        DurableFile.forOwner(folder.resolve(name)).write(text.getBytes());
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
