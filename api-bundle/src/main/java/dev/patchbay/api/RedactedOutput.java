package dev.patchbay.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Objects;

/**
 * An output through which no secret passes: a line is held until it ends, since a value may be printed in pieces. Of a line
 * that does not end all is passed on but the last part, in which a value may have begun. A value with a flush in the middle of
 * it is not recognised.
 *
 * <p>For one thread at a time, as a {@link PrintStream} around it sees to.
 */
public final class RedactedOutput extends OutputStream {
    private static final int MOST_HELD = 1 << 16;
    private static final int LONGEST_VALUE = 1 << 13;

    private final PrintStream target;
    private final Charset charset;
    private final Redaction redaction;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** @param charset what the bytes that are written here mean, and so those that are passed on */
    public RedactedOutput(PrintStream target, Charset charset, Redaction redaction) {
        this.target = Objects.requireNonNull(target, "target");
        this.charset = Objects.requireNonNull(charset, "charset");
        this.redaction = Objects.requireNonNull(redaction, "redaction");
    }

    @Override
    public void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            pass(line.size());
        } else {
            passWhatIsTooMuch();
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int end = from + length;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        if (end > from) {
            // Lines that come together stay so: a value may have several.
            line.write(bytes, from, end - from);
            pass(line.size());
        }
        line.write(bytes, end, from + length - end);
        passWhatIsTooMuch();
    }

    /** @throws IOException if the target had an error, as at any other write */
    @Override
    public void flush() throws IOException {
        pass(line.size());
        target.flush();
        check();
    }

    private void passWhatIsTooMuch() throws IOException {
        if (line.size() >= MOST_HELD) {
            pass(line.size() - LONGEST_VALUE);
        }
    }

    /** Passes on so many bytes of what is held, or more if something was replaced, and holds the rest without secrets. */
    private void pass(int count) throws IOException {
        if (line.size() == 0) {
            return;
        }
        byte[] held = line.toByteArray();
        String text = new String(held, charset);
        String clean = redaction.redact(text);
        byte[] bytes = clean.equals(text) ? held : clean.getBytes(charset);
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
