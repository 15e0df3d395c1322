package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CfgFileTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatPropertiesReads() throws IOException {
        CfgFile cfg = read("""
                # a comment
                ! another = one

                url = https://example.org/a=b:c
                  name:Zürich – 東京
                path=C:\\\\data\\\\x
                tab=a\\tb\\u00e9
                long=one, \\
                    two
                dollar=${env:HOME} ${unclosed $[secret:x]
                empty=
                trailing=x\s
                """);
        assertEquals(List.of(), texts(cfg));
        assertEquals(
                Map.of(
                        "url", "https://example.org/a=b:c",
                        "name", "Zürich – 東京",
                        "path", "C:\\data\\x",
                        "tab", "a\tbé",
                        "long", "one, two",
                        "dollar", "${env:HOME} ${unclosed $[secret:x]",
                        "empty", "",
                        "trailing", "x "),
                cfg.values());
        assertEquals(Position.ofLine(4), cfg.positions().get("url"));
        assertEquals(Position.ofLine(8), cfg.positions().get("long"));
        assertEquals(Position.ofLine(10), cfg.positions().get("dollar"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "just some words| line 2: has no '=' after a key; write key=value, or # before a comment",
                "url https://x| line 2: has no '=' after a key; write key=value, or # before a comment",
                "=value| line 2: has no '=' after a key; write key=value, or # before a comment",
                "a=\\u12| line 2: has a broken escape: '\\u' needs four hex digits; write '\\\\' for a backslash",
                "a=C:\\users| line 2: has a broken escape: '\\u' needs four hex digits; write '\\\\' for a backslash",
                "a=C:\\data| line 2: has a broken escape: '\\d' means nothing; write '\\\\' for a backslash",
                "a=x\\,y| line 2: has a broken escape: '\\,' means nothing; write '\\\\' for a backslash",
                "a=x\\| line 2: ends in a backslash, after which nothing follows; remove it or go on in the next line",
                "a+b=x| line 2: has a key that no setting can have; use a-z, 0-9, '.' and '-'",
                "service.pid=x| line 2: sets 'service.pid', which the platform keeps for itself; remove it",
                "patchbay.file=x| line 2: sets 'patchbay.file', which the platform keeps for itself; remove it",
                "URL=y| line 2: sets 'URL' a second time, after line 1; keep one of them",
            })
    void reportsWithItsLineWhatIsWrong(String line, String problem) throws IOException {
        CfgFile cfg = read("url=x\n" + line + "\n");
        assertEquals(List.of("connector.github.cfg " + problem), texts(cfg));
        assertEquals(Map.of("url", "x"), cfg.values(), "what could be read");
    }

    @Test
    void reportsEverythingAtOnce() throws IOException {
        CfgFile cfg = read("junk\na=1\nb=\\u1\nc=2\na=3\n");
        assertEquals(
                List.of(1, 3, 5),
                cfg.problems().stream().map(each -> each.line().orElse(0)).toList());
        assertEquals(Map.of("a", "1", "c", "2"), cfg.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n\t\n", "\uFEFF"})
    void anEmptyFileIsAProblem(String text) throws IOException {
        assertEquals(
                List.of(
                        "connector.github.cfg: is empty; write its settings, or a comment if it needs none, or delete it to "
                                + "remove the instance"),
                texts(read(text)));
    }

    @Test
    void readsALineAsLongAsAKeyInPemForm() throws IOException {
        CfgFile cfg = read("a".repeat(40) + "\\:".repeat(20_000) + "\nkey=" + "x\\n".repeat(20_000) + "\n");

        assertEquals(Set.of("key"), cfg.values().keySet());
        assertEquals(1, cfg.problems().size());
    }

    @Test
    void aCommentIsEnoughForAnInstanceWithoutSettings() throws IOException {
        assertEquals(List.of(), texts(read("# all defaults\n")));
    }

    @Test
    void quotesNoPieceOfAKey() throws IOException {
        CfgFile cfg = read("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhki/G9w0BAQ==\nhunter2\n-----END KEY-----\n");
        assertEquals(4, cfg.problems().size());
        assertFalse(texts(cfg).toString().contains("MIIE"));
        assertFalse(texts(cfg).toString().contains("hunter2"));
    }

    @Test
    void takesAByteOrderMarkAndEveryLineEnd() throws IOException {
        CfgFile cfg = read("\uFEFFa=1\r\nb=2\rc=3\nd=4");
        assertEquals(List.of(), texts(cfg));
        assertEquals(Map.of("a", "1", "b", "2", "c", "3", "d", "4"), cfg.values());
        assertEquals(
                Map.of(
                        "a", Position.ofLine(1),
                        "b", Position.ofLine(2),
                        "c", Position.ofLine(3),
                        "d", Position.ofLine(4)),
                cfg.positions());
    }

    @Test
    void saysWhereAFileIsNotUtf8() throws IOException {
        Path file = folder.resolve("connector.github.cfg");
        Files.write(file, "a=1\nname=Zürich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of("connector.github.cfg line 2: is not UTF-8; save the file in that encoding"),
                texts(CfgFile.read(file)));
    }

    @Test
    void doesNotReadWhatIsNoConfiguration() throws IOException {
        Path file = folder.resolve("connector.github.cfg");
        Files.write(file, new byte[(1 << 20) + 1]);
        assertEquals(
                List.of("connector.github.cfg: is larger than 1 MiB and is not read; is it a configuration?"),
                texts(CfgFile.read(file)));
    }

    @Test
    void aFolderIsNoFile() {
        assertThrows(NoSuchFileException.class, () -> CfgFile.read(folder));
        assertTrue(Files.isDirectory(folder));
    }

    private CfgFile read(String text) throws IOException {
        Path file = folder.resolve("connector.github.cfg");
        Files.writeString(file, text);
        return CfgFile.read(file);
    }

    private static List<String> texts(CfgFile cfg) {
        return cfg.problems().stream().map(Problem::toString).toList();
    }
}
