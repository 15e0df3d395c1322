package dev.patchbay.registry.yaml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.registry.format.FileContent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "1.10",
                "true",
                "null",
                "~",
                "NULL",
                "- x",
                "a: b",
                "#no comment",
                " blanks ",
                "$[secret:x]",
                "${NAME}",
                "$${NAME}",
                "$$${NAME}",
                "${",
                "$",
                "it's \"quoted\" \\n",
                "two\nlines\n",
                "\r\n\t\u0000\u0007\u001b\u007f\u0085\u00a0",
                "\u2028\u2029\uFEFF\uFFFE\uFFFF\uD800",
                "ü東京😀",
                "*alias",
                "&anchor",
                "!tag",
                "%x",
                "@x",
                "`x",
                "{a}",
                "[a]",
                "a, b",
                "?",
                "-",
                "---",
                "...",
                "<<",
                "https://x/y?z=1#f"
            })
    void givesTheSameTextWhenItIsRead(String text) {
        assertEquals(text, read("connectors: {t: {n: {key: " + YamlText.of(text) + "}}}\n"));
        assertEquals(text, read("connectors:\n  t:\n    n:\n      key: " + YamlText.of(text) + " # comment\n"));
    }

    @Test
    void givesTheSameListWhenItIsRead() {
        List<String> texts = List.of("a", "b, c", "", "null", "${X}", "]");
        assertArrayEquals(
                texts.toArray(), (Object[]) read("connectors: {t: {n: {key: " + YamlText.of(texts) + "}}}\n"));
    }

    private static Object read(String yaml) {
        FileContent content = new YamlFormat(name -> Optional.empty()).read("all.yaml", yaml);
        assertEquals(List.of(), content.problems());
        assertEquals(List.of(), content.blocks().get(0).problems());
        return content.blocks().get(0).values().get("key");
    }
}
