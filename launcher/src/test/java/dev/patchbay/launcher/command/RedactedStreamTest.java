package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Redaction;
import dev.patchbay.model.InstanceId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class RedactedStreamTest {
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final RedactedStream stream = new RedactedStream(new PrintStream(target, true), Charset.defaultCharset());

    @Test
    void passesLinesWithoutSecretsAndAtOnce() {
        PrintStream out = stream.printing();
        out.print("before any secret is known");
        out.println();
        stream.use(new Hiding());
        out.print("a s3c");
        out.print("r3t");
        out.println(" b");
        assertEquals(
                "before any secret is known" + System.lineSeparator() + "a [secret] b" + System.lineSeparator(),
                said());
    }

    @Test
    void passesWhatHasNoLineEndWhenItIsFlushed() {
        stream.use(new Hiding());
        PrintStream out = stream.printing();
        out.print("password? ");
        assertEquals("", said());
        out.flush();
        assertEquals("password? ", said());
    }

    @Test
    void findsAValueWhereALineGetsTooLongToHold() {
        stream.use(new Hiding());
        PrintStream out = stream.printing();
        String most = "x".repeat((1 << 16) - 3);
        out.print(most + "s3c");
        assertTrue(target.size() > 1 << 15, "not all of it is held");
        out.print("r3t");
        out.println();
        assertEquals(most + "[secret]" + System.lineSeparator(), said());
    }

    private String said() {
        return target.toString(Charset.defaultCharset());
    }

    /** Hides one value. */
    private static final class Hiding implements Redaction {
        @Override
        public String redact(String text) {
            return text.replace("s3cr3t", "[secret]");
        }

        @Override
        public String redact(String text, InstanceId about) {
            return redact(text);
        }
    }
}
