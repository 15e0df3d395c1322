package dev.patchbay.api;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;

/** Where a verb reads and writes: the standard streams of whoever called it. */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Path directory;
    private final boolean terminal;
    private final int width;
    private final int errWidth;

    private Console(Builder builder) {
        this.in = builder.in;
        this.out = builder.out;
        this.err = builder.err;
        this.directory = builder.directory;
        this.terminal = builder.terminal;
        this.width = builder.width;
        this.errWidth = builder.errWidth;
    }

    public static Builder builder(PrintStream out, PrintStream err) {
        return new Builder(out, err);
    }

    public InputStream in() {
        return in;
    }

    /** Results; nothing else. */
    public PrintStream out() {
        return out;
    }

    /** Progress and errors. */
    public PrintStream err() {
        return err;
    }

    /** Against which relative file names are resolved. */
    public Path directory() {
        return directory;
    }

    /** Whether a person sees {@link #out()}: tables are aligned to {@link #width()} then. */
    public boolean terminal() {
        return terminal;
    }

    /** In columns. */
    public int width() {
        return width;
    }

    /** In columns, of the terminal on which a person sees {@link #err()}; 0 if none shows it: progress is told there only. */
    public int errWidth() {
        return errWidth;
    }

    /** Collects the parts of a console; not thread-safe. */
    public static final class Builder {
        private final PrintStream out;
        private final PrintStream err;
        private InputStream in = InputStream.nullInputStream();
        private Path directory = Path.of("").toAbsolutePath();
        private boolean terminal;
        private int width = 120;
        private int errWidth;

        private Builder(PrintStream out, PrintStream err) {
            this.out = Objects.requireNonNull(out, "out");
            this.err = Objects.requireNonNull(err, "err");
        }

        public Builder in(InputStream value) {
            this.in = Objects.requireNonNull(value, "in");
            return this;
        }

        public Builder directory(Path value) {
            this.directory = value.toAbsolutePath();
            return this;
        }

        public Builder terminal(int columns) {
            this.terminal = true;
            this.width = columns;
            return this;
        }

        /** A person sees the error stream, wherever the output goes; 0 columns: nobody does. */
        public Builder errTerminal(int columns) {
            this.errWidth = columns;
            return this;
        }

        public Console build() {
            return new Console(this);
        }
    }
}
