package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What verbs print, without secrets: a line at a time, since a value may be printed in pieces. Of a line that does not end
 * all is passed on but the last part, in which a value may have begun.
 */
final class RedactedOutput extends OutputStream {
    private static final int MOST_HELD = 1 << 16;
    private static final int LONGEST_VALUE = 1 << 13;

    private final PrintStream target;
    private final Redaction redaction;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private RedactedOutput(PrintStream target, Redaction redaction) {
        this.target = target;
        this.redaction = redaction;
    }

    /** The same console, but for what comes out of it. */
    static Console of(Console console, Redaction redaction) {
        Console.Builder redacted = Console.builder(over(console.out(), redaction), over(console.err(), redaction))
                .in(console.in())
                .directory(console.directory());
        return console.terminal() ? redacted.terminal(console.width()).build() : redacted.build();
    }

    private static PrintStream over(PrintStream target, Redaction redaction) {
        return new PrintStream(new RedactedOutput(target, redaction), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            pass(line.size());
        } else if (line.size() >= MOST_HELD) {
            pass(line.size() - LONGEST_VALUE);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int start = from;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i + 1 - start);
                start = i + 1;
                pass(line.size());
            }
        }
        line.write(bytes, start, from + length - start);
        if (line.size() >= MOST_HELD) {
            pass(line.size() - LONGEST_VALUE);
        }
    }

    @Override
    public void flush() throws IOException {
        pass(line.size());
        target.flush();
        check();
    }

    /** Passes on so many bytes of what is held, or more if something was replaced, and holds the rest without secrets. */
    private void pass(int count) throws IOException {
        if (line.size() == 0) {
            return;
        }
        byte[] held = line.toByteArray();
        String text = new String(held, StandardCharsets.UTF_8);
        String clean = redaction.redact(text);
        byte[] bytes = clean.equals(text) ? held : clean.getBytes(StandardCharsets.UTF_8);
        int passed = Math.max(0, bytes.length - (held.length - count));
        line.reset();
        line.write(bytes, passed, bytes.length - passed);
        target.write(bytes, 0, passed);
        if (count == held.length && bytes[bytes.length - 1] != '\n') {
            check();
        }
    }

    private void check() throws IOException {
        if (target.checkError()) {
            throw new IOException("the output was closed");
        }
    }
}
