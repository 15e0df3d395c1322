package dev.patchbay.launcher.command;

import dev.patchbay.api.Redaction;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Standard output and standard error of the process, through which no secret leaves it. */
final class StandardStreams {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final RedactedStream safeOut = new RedactedStream(out, charset("stdout.encoding"));
    private final RedactedStream safeErr = new RedactedStream(err, charset("stderr.encoding"));

    private StandardStreams() {}

    /** Stands between the process and its streams from now on. */
    static StandardStreams take() {
        StandardStreams streams = new StandardStreams();
        System.setOut(streams.safeOut.printing());
        System.setErr(streams.safeErr.printing());
        return streams;
    }

    void redact(Redaction redaction) {
        safeOut.use(redaction);
        safeErr.use(redaction);
    }

    void giveBack() {
        System.out.flush();
        System.err.flush();
        System.setOut(out);
        System.setErr(err);
    }

    /** What the terminal understands; only a later Java than 17 tells. */
    private static Charset charset(String property) {
        try {
            return Charset.forName(System.getProperty(property, ""));
        } catch (IllegalArgumentException toldOtherwise) {
            return Charset.defaultCharset();
        }
    }
}
