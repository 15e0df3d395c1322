package dev.patchbay.launcher.command;

import dev.patchbay.api.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Standard output of the process without secrets: connectors and their libraries print there, too. A line is passed on when
 * it ends or when somebody flushes; a value that is printed in pieces with a flush between them is not recognised.
 */
final class RedactedStream extends ByteArrayOutputStream {
    private static final int MOST_HELD = 1 << 16;

    private final PrintStream target;
    private final Charset charset = Charset.defaultCharset();
    private volatile Redaction redaction;

    RedactedStream(PrintStream target) {
        this.target = target;
    }

    void use(Redaction present) {
        redaction = present;
    }

    PrintStream printing() {
        return new PrintStream(this, false);
    }

    @Override
    public synchronized void write(int b) {
        super.write(b);
        passIfDone(b == '\n');
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        super.write(bytes, from, length);
        passIfDone(length > 0 && bytes[from + length - 1] == '\n');
    }

    @Override
    public synchronized void flush() {
        if (size() > 0) {
            Redaction present = redaction;
            if (present == null) {
                target.write(buf, 0, size());
            } else {
                target.print(present.redact(toString(charset)));
            }
            reset();
        }
        target.flush();
    }

    private void passIfDone(boolean ended) {
        if (ended || size() >= MOST_HELD) {
            flush();
        }
    }
}
