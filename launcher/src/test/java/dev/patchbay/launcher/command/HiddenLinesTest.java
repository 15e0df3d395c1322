package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;

class HiddenLinesTest {
    private static final String VALUE = "it's \"odd\" \\! !! $[x] \u00e4";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void takesEveryCharacterAsItIsAndShowsNone() throws IOException {
        assertArrayEquals(VALUE.getBytes(StandardCharsets.UTF_8), HiddenValue.ask(typing(VALUE, VALUE)));
        String all = shown.toString(StandardCharsets.UTF_8);
        assertTrue(all.contains("Value (is not shown): "), all);
        assertFalse(all.contains("odd"), all);
    }

    @Test
    void keepsNothingIfTheTwoDifferOrSomebodyGivesUp() {
        assertTrue(assertThrows(UsageException.class, () -> HiddenValue.ask(typing("one", "two")))
                .getMessage()
                .startsWith("The two differ"));
        assertEquals(
                "nothing was kept",
                assertThrows(UsageException.class, () -> HiddenValue.ask(typing("one")))
                        .getMessage());
    }

    @Test
    void isWantedWhereASecretIsSetOnly() {
        assertTrue(HiddenValue.isWantedBy(List.of("secret", "set", "token", "--tenant", "acme")));
        for (String line : List.of(
                "secret",
                "secret list",
                "secret set",
                "secret set --help",
                "secret set x -h",
                "secret set x y",
                "list")) {
            assertFalse(HiddenValue.isWantedBy(List.of(line.split(" "))), line);
        }
    }

    /** A terminal at which somebody types these lines, each when asked for it, and then leaves. */
    private HiddenLines typing(String... lines) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .streams(new Typist(List.of(lines)), shown)
                .encoding(StandardCharsets.UTF_8)
                .type("ansi")
                .ffm(false)
                .jni(false)
                .exec(true)
                .build();
        return new HiddenLines(terminal);
    }

    private final class Typist extends InputStream {
        private static final List<String> PROMPTS = List.of("(is not shown): ", "The same again: ");

        private final List<String> lines;
        private InputStream line = InputStream.nullInputStream();
        private int typed;

        Typist(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() throws IOException {
            int next = line.read();
            if (next >= 0 || typed == lines.size()) {
                return next;
            }
            while (!shown.toString(StandardCharsets.UTF_8).contains(PROMPTS.get(typed))) {
                Thread.onSpinWait();
            }
            line = new ByteArrayInputStream((lines.get(typed++) + "\r").getBytes(StandardCharsets.UTF_8));
            return line.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int next = read();
            if (next >= 0) {
                target[offset] = (byte) next;
            }
            return next < 0 ? -1 : 1;
        }
    }
}
