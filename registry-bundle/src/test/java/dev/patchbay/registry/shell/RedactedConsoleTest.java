package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Console;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.redaction.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedactedConsoleTest {
    private static final String SECRET = "s3cr3t-Öffentlich-nie";

    private final SecretMemory memory = new SecretMemory();
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final PrintStream out = output(target);

    @BeforeEach
    void learn() {
        memory.learn(InstanceId.parse("github"), Secret.of(SECRET));
    }

    @Test
    void findsAValueThatIsPrintedInPieces() {
        for (char each : ("a " + SECRET + " b").toCharArray()) {
            out.print(each);
        }
        assertEquals("", said(), "a line that has not ended may go on");
        out.print("\nnext");
        assertEquals("a [secret] b\n", said());
        out.flush();
        assertEquals("a [secret] b\nnext", said());
    }

    @Test
    void findsAValueAnywhereInALineThatIsTooLongToHold() {
        String piece = "x".repeat(9_973);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            out.print(piece + SECRET);
            expected.append(piece).append("[secret]");
        }
        assertTrue(target.size() > 100_000, "not all of it is held");
        out.flush();
        assertEquals(expected.toString(), said());
    }

    @Test
    void leavesOtherBytesAsTheyAre() {
        byte[] bytes = {(byte) 0xff, 0, 13, '\n', (byte) 0xc3};
        out.write(bytes, 0, bytes.length);
        out.flush();
        assertEquals(5, target.size());
        assertEquals((byte) 0xff, target.toByteArray()[0]);
    }

    @Test
    void noticesThatItsReaderHasGone() {
        PrintStream broken = output(new OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                throw new java.io.IOException("gone");
            }
        });
        broken.print("a line\n");
        assertTrue(broken.checkError());
        assertFalse(out.checkError());
    }

    private String said() {
        return target.toString(StandardCharsets.UTF_8);
    }

    private PrintStream output(OutputStream to) {
        PrintStream stream = new PrintStream(to, false, StandardCharsets.UTF_8);
        return RedactedConsole.of(Console.builder(stream, stream).build(), memory)
                .out();
    }
}
