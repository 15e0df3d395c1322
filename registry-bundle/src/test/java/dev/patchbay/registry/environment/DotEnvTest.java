package dev.patchbay.registry.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DotEnvTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatShellsAndContainerToolsWrite() throws IOException {
        DotEnv file = read("""
                \uFEFF# a comment
                PLAIN=value
                export EXPORTED = with blanks\s\s

                SINGLE='it is $NOT "substituted" # nor cut'
                DOUBLE="two\\nlines, \\"quoted\\" and \\\\" # a comment
                HASH=a#b # a comment
                EMPTY=
                URL=https://x.example/?a=b&c=d
                """);

        assertEquals(
                Map.of(
                        "PLAIN", "value",
                        "EXPORTED", "with blanks",
                        "SINGLE", "it is $NOT \"substituted\" # nor cut",
                        "DOUBLE", "two\nlines, \"quoted\" and \\",
                        "HASH", "a#b",
                        "EMPTY", "",
                        "URL", "https://x.example/?a=b&c=d"),
                file.values());
        assertEquals(List.of(), file.problems());
    }

    @Test
    void tellsOfEachLineThatItCannotReadAndTakesTheRest() throws IOException {
        DotEnv file = read("A=1\nno variable\nB='open\nA=2\n2C=3\nD=4\n");

        assertEquals(Map.of("A", "1", "D", "4"), file.values());
        assertEquals(
                List.of(2, 3, 4, 5),
                file.problems().stream().map(each -> each.line().orElse(0)).toList());
        assertTrue(
                file.problems().get(2).message().contains("after line 1"),
                file.problems().toString());
    }

    @Test
    void showsNoValueInWhatItSays() throws IOException {
        DotEnv file = read("TOKEN='hunter22\nhunter22 is no variable\nX=1\nX=hunter22\n");

        assertEquals(3, file.problems().size());
        assertTrue(file.problems().stream().map(Problem::toString).noneMatch(text -> text.contains("hunter22")));
    }

    @Test
    void saysThatAFileIsNotUtf8() throws IOException {
        Files.write(folder.resolve(".env"), "A=\u00e4".getBytes(StandardCharsets.ISO_8859_1));

        DotEnv file = DotEnv.read(folder.resolve(".env"));

        assertEquals(Map.of(), file.values());
        assertTrue(file.problems().toString().contains("UTF-8"), file.problems().toString());
    }

    @Test
    void takesValuesAsLongAsKeysAreInJson() throws IOException {
        String key = "{\\n".repeat(20_000);

        assertEquals(
                "{\n".repeat(20_000), read("KEY=\"" + key + "\"\n").values().get("KEY"));
    }

    @Test
    void isEmptyWhereThereIsNoFile() {
        DotEnv file = DotEnv.read(folder.resolve(".env"));

        assertEquals(Map.of(), file.values());
        assertEquals(List.of(), file.problems());
    }

    private DotEnv read(String text) throws IOException {
        Path file = folder.resolve(".env");
        Files.writeString(file, text);
        return DotEnv.read(file);
    }
}
