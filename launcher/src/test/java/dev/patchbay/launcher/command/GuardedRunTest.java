package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Redaction;
import dev.patchbay.launcher.StartException;
import dev.patchbay.model.InstanceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedRunTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, Charset.defaultCharset());
    private final GuardedRun run = new GuardedRun(Path.of("some-home"));

    @BeforeEach
    void listen() {
        System.setErr(err);
    }

    @AfterEach
    void leave() {
        System.setErr(before);
    }

    @Test
    void tellsOfAnUnexpectedEndWithoutTheSecretsInItsTextAndCauses() {
        int exit = run.run(streams -> {
            streams.redact(new Hiding());
            IOException cause = new IOException("refused for s3cr3t");
            cause.addSuppressed(new IllegalArgumentException("so was s3cr3t, by another way"));
            throw new IllegalStateException("url?token=s3cr3t cannot be used", cause);
        });

        assertEquals(1, exit);
        assertTrue(said().startsWith("The runtime on 'some-home' ended unexpectedly: "), said());
        assertTrue(said().contains("url?token=[secret] cannot be used"), said());
        assertTrue(said().contains("Caused by: java.io.IOException: refused for [secret]"), said());
        assertTrue(said().contains("\tat " + GuardedRunTest.class.getName()), said());
        assertFalse(said().contains("s3cr3t"), said());
        assertSame(err, System.err);
    }

    @Test
    void tellsInOneSentenceWhyARuntimeCannotStartAndHidesSecretsThereToo() {
        int exit = run.run(streams -> {
            streams.redact(new Hiding());
            throw new StartException("'s3cr3t' is no directory; name one");
        });

        assertEquals(1, exit);
        assertEquals("'[secret]' is no directory; name one" + System.lineSeparator(), said());
    }

    @Test
    void endsWithTheCodeOfWhatItRanAndSaysNothing() {
        assertEquals(7, run.run(streams -> 7));
        assertEquals("", said());
        assertSame(err, System.err);
    }

    private String said() {
        return said.toString(Charset.defaultCharset());
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
